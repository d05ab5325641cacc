package dev.hansard.eventstore;

/**
 * How payloads become what their rows keep: compressed if they are large, and sealed with the key
 * of whose they are.
 */
public final class PayloadPacking {

    private final int compressAbove;
    private final Seals seals;

    public PayloadPacking(EventStoreSettings settings, Seals seals) {
        this.compressAbove = settings.compressAbove();
        this.seals = seals;
    }

    /**
     * Packs a payload.
     *
     * @throws ErasedException if the owner was erased
     * @throws StoreUnavailableException if the key is not known yet and the store cannot be reached
     */
    public PendingPayload pack(byte[] plain, KeyOwner owner, EventPlace place) {
        return pack(plain, StoredPayload.newSalt(), owner, place);
    }

    /** Packs a payload with a salt that it has already. */
    public PendingPayload pack(byte[] plain, byte[] salt, KeyOwner owner, EventPlace place) {
        PendingPayload packed = PendingPayload.of(plain, salt, compressAbove);
        // Before the key is taken: what happens in between counts as not heard of.
        long erasures = seals.erasures();
        return seals.toSeal(owner).map(key -> packed.sealed(key, erasures, place)).orElse(packed);
    }
}
