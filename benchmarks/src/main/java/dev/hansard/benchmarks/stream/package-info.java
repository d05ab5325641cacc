/** The live stream: what many open streams take from those who append. */
@NullMarked
package dev.hansard.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
