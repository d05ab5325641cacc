/** The figures of a run, held against their targets. */
@NullMarked
package dev.hansard.benchmarks.report;

import org.jspecify.annotations.NullMarked;
