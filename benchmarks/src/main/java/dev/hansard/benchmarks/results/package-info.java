/** What results cost that are in memory. */
@NullMarked
package dev.hansard.benchmarks.results;

import org.jspecify.annotations.NullMarked;
