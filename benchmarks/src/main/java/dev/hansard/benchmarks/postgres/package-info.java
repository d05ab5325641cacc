/** The databases of a run, on one server with full protection. */
@NullMarked
package dev.hansard.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
