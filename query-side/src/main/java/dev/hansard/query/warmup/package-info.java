/** Bringing into memory, after a start, what will be asked for first. */
@NullMarked
package dev.hansard.query.warmup;

import org.jspecify.annotations.NullMarked;
