package dev.hansard.eventstore;

import java.time.Instant;

/**
 * The key of somebody who had none. Its row is written with the first events that are sealed with
 * it, so that a new user costs no commit of their own. Thread-safe.
 */
public final class NewKey {

    private enum State {
        MADE,
        KEPT,
        LOST
    }

    private final KeyOwner owner;
    private final SealKey key;
    private final Instant createdAt;
    private final String envelopeKey;
    private final byte[] sealedKey;
    private volatile State state = State.MADE;

    /**
     * @param envelopeKey names the key that it is sealed with
     */
    public NewKey(
            KeyOwner owner, SealKey key, Instant createdAt, String envelopeKey, byte[] sealedKey) {
        this.owner = owner;
        this.key = key;
        this.createdAt = createdAt;
        this.envelopeKey = envelopeKey;
        this.sealedKey = sealedKey;
    }

    public KeyOwner owner() {
        return owner;
    }

    public SealKey key() {
        return key;
    }

    Instant createdAt() {
        return createdAt;
    }

    String envelopeKey() {
        return envelopeKey;
    }

    byte[] sealedKey() {
        return sealedKey;
    }

    /** Whether it is on disk, as far as this process knows. */
    public boolean isKept() {
        return state == State.KEPT;
    }

    /** Whether the owner has another one, so that this one is nobody's. */
    public boolean isLost() {
        return state == State.LOST;
    }

    void kept() {
        state = State.KEPT;
    }

    void lost() {
        state = State.LOST;
    }
}
