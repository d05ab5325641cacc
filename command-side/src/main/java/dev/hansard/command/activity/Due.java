package dev.hansard.command.activity;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something whose time is over.
 *
 * @param at since when
 * @param aggregateId of what is due or of whose state it is a key, Axon's aggregate identifier
 * @param key the key of the state; null when it is the whole that is due
 */
public record Due(Instant at, String aggregateId, @Nullable String key) {}
