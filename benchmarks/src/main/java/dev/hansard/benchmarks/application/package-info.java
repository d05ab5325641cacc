/** Hansard's own applications, in this process and in others. */
@NullMarked
package dev.hansard.benchmarks.application;

import org.jspecify.annotations.NullMarked;
