package dev.hansard.eventstore.transfer;

import dev.hansard.proof.EventEnvelope;

/**
 * An event on its way in.
 *
 * @param line of the file that it comes from
 * @param format of the stored bytes
 */
record StagedEvent(long line, EventEnvelope envelope, byte[] leaf, int format, byte[] stored) {}
