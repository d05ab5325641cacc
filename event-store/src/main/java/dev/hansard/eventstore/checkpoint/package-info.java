/** Checkpoints: where views in memory may begin, instead of at the beginning of the log. */
@NullMarked
package dev.hansard.eventstore.checkpoint;

import org.jspecify.annotations.NullMarked;
