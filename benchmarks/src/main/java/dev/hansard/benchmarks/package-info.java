/** What is measured beside what, in one run and one report. */
@NullMarked
package dev.hansard.benchmarks;

import org.jspecify.annotations.NullMarked;
