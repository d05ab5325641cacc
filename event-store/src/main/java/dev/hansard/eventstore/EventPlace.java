package dev.hansard.eventstore;

import dev.hansard.proof.CanonicalFields;

import java.util.UUID;

/** The row that a sealed content belongs to: moved to another one it does not open. */
public record EventPlace(UUID eventId, String aggregateId, long sequence) {

    private static final String VERSION = "hansard-seal-1";

    /**
     * What the seal binds, as {@code docs/chain.md} specifies it.
     *
     * @param format of the row
     */
    public byte[] bytes(int format) {
        return new CanonicalFields(256)
                .text(VERSION)
                .text(eventId.toString())
                .text(aggregateId)
                .number(sequence)
                .number(format)
                .toBytes();
    }
}
