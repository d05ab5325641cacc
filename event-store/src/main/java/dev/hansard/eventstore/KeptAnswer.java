package dev.hansard.eventstore;

/**
 * The answer kept for an idempotency key.
 *
 * @param requestHash SHA-256 of the request it answered
 * @param answer what {@link AppendContext#keepAnswer} was given
 * @param receipt the place of its events
 */
public record KeptAnswer(byte[] requestHash, byte[] answer, AppendReceipt receipt) {}
