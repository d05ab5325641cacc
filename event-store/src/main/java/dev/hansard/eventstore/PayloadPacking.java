package dev.hansard.eventstore;

import dev.hansard.eventstore.Seals.AppendKey;

import java.util.Optional;
import java.util.function.Supplier;

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
     * Packs a payload of an event that {@link Appender} is to write. If it throws {@link
     * KeyTakenException}, the payload has to be packed again.
     *
     * @throws ErasedException if the owner was erased
     * @throws StoreUnavailableException if the key is not known yet and the store cannot be reached
     */
    public PendingPayload pack(byte[] plain, KeyOwner owner, EventPlace place) {
        return pack(plain, StoredPayload.newSalt(), place, () -> seals.toAppend(owner));
    }

    /**
     * Packs a payload with a salt that it has already, for who writes it in another way: its key is
     * on disk.
     */
    public PendingPayload packWithKeptKey(
            byte[] plain, byte[] salt, KeyOwner owner, EventPlace place) {
        return pack(plain, salt, place, () -> seals.toSeal(owner).map(AppendKey::kept));
    }

    private PendingPayload pack(
            byte[] plain, byte[] salt, EventPlace place, Supplier<Optional<AppendKey>> key) {
        PendingPayload packed = PendingPayload.of(plain, salt, compressAbove);
        // Before the key is taken: what happens in between counts as not heard of.
        long erasures = seals.erasures();
        return key.get().map(with -> packed.sealed(with, erasures, place)).orElse(packed);
    }
}
