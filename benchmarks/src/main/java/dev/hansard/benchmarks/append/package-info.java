/** Appending: Hansard beside a plain INSERT, stock Axon, Spring AI and Redis. */
@NullMarked
package dev.hansard.benchmarks.append;

import org.jspecify.annotations.NullMarked;
