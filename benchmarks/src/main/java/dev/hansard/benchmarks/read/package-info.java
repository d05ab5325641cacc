/** Reading what was appended: from memory, and how soon. */
@NullMarked
package dev.hansard.benchmarks.read;

import org.jspecify.annotations.NullMarked;
