/** What the parts of one run have in common. */
@NullMarked
package dev.hansard.benchmarks.run;

import org.jspecify.annotations.NullMarked;
