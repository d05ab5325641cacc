/** How anything is measured: in rounds, interleaved, under a load. */
@NullMarked
package dev.hansard.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
