/** Making a read model anew from the whole log, beside reading its rows. */
@NullMarked
package dev.hansard.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
