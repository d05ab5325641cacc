/** From the start of a process until it is ready, with a long log and with none. */
@NullMarked
package dev.hansard.benchmarks.restart;

import org.jspecify.annotations.NullMarked;
