package dev.hansard.command.activity;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something whose time is over.
 *
 * @param at since when
 * @param aggregateId the session or conversation, Axon's aggregate identifier
 * @param key the key of the session's state; null when it is the whole that is due
 */
public record Due(Instant at, String aggregateId, @Nullable String key) {}
