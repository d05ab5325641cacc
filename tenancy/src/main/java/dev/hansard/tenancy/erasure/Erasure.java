package dev.hansard.tenancy.erasure;

import dev.hansard.eventstore.KeyOwner;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The erasure of a user or a tenant, from the moment the keys were destroyed.
 *
 * @param position of the event that says so; null while that is to be written again
 * @param receipt position of the receipt; null until every node has let go
 */
public record Erasure(
        KeyOwner owner, @Nullable Long position, Instant startedAt, @Nullable Long receipt) {}
