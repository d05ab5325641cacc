package dev.hansard.command.activity;

import java.time.Instant;

/**
 * How a live session or conversation stands.
 *
 * @param turnCount user messages of a session's conversations since it began, was reopened or
 *     reset; 0 for a conversation
 * @param lastActivityAt its own or, for a session, that of a conversation that names it
 * @param position of the log up to which this is true
 */
public record Standing(long turnCount, Instant lastActivityAt, long position) {}
