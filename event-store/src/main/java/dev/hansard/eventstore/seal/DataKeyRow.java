package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.SealKey;
import dev.hansard.proof.CanonicalFields;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The key of a user or tenant, as it stands in its row.
 *
 * @param envelopeKey names the envelope key that it is sealed with
 * @param sealedKey null for a key that was destroyed
 */
record DataKeyRow(
        KeyOwner owner, Instant createdAt, String envelopeKey, byte @Nullable [] sealedKey) {

    private static final String VERSION = "hansard-data-key-1";

    /** A key, sealed with the present envelope key. */
    static DataKeyRow seal(KeyOwner owner, Instant createdAt, byte[] key, EnvelopeKeeper envelope) {
        String name = envelope.current();
        return new DataKeyRow(
                owner, createdAt, name, envelope.seal(place(owner, createdAt, name), key));
    }

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException if the row is damaged, or its envelope key unknown
     */
    SealKey open(EnvelopeKeeper envelope) {
        if (sealedKey == null) {
            throw new IllegalArgumentException("the key was destroyed");
        }
        return SealKey.of(
                envelope.open(envelopeKey, place(owner, createdAt, envelopeKey), sealedKey));
    }

    boolean isErased() {
        return sealedKey == null;
    }

    /** The same key, sealed with the present envelope key. */
    DataKeyRow sealedAnew(EnvelopeKeeper envelope) {
        return seal(owner, createdAt, open(envelope).bytes(), envelope);
    }

    /** Every other column of the row. */
    private static byte[] place(KeyOwner owner, Instant createdAt, String envelopeKey) {
        return new CanonicalFields(256)
                .text(VERSION)
                .text(owner.tenant())
                .text(owner.userId())
                .instant(createdAt)
                .text(envelopeKey)
                .toBytes();
    }
}
