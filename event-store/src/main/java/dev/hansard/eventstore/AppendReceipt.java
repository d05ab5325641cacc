package dev.hansard.eventstore;

import java.time.Instant;

/**
 * What a durable append got: its place in the order.
 *
 * @param firstPosition of its first event; the head plus one when it had none
 * @param lastPosition of its last event; the store's head when it had none
 * @param recordedAt the instant all its events carry; of the head when it had none
 */
public record AppendReceipt(long firstPosition, long lastPosition, Instant recordedAt) {}
