/** What a page of a table costs. */
@NullMarked
package dev.hansard.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
