/** What the read models take of the heap, beside the answers that they give. */
@NullMarked
package dev.hansard.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
