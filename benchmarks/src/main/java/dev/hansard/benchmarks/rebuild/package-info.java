/** Read models of a long log held against it, and made anew while everything goes on. */
@NullMarked
package dev.hansard.benchmarks.rebuild;

import org.jspecify.annotations.NullMarked;
