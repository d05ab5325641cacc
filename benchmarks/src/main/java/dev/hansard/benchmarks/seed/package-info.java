/** Logs that were not lived through: written by COPY as if they had been. */
@NullMarked
package dev.hansard.benchmarks.seed;

import org.jspecify.annotations.NullMarked;
