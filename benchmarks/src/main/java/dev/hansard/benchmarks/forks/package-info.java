/** What a fork costs. */
@NullMarked
package dev.hansard.benchmarks.forks;

import org.jspecify.annotations.NullMarked;
