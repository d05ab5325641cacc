package dev.hansard.eventstore;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that seal contents, so that the database alone tells nothing of them. Each user has one,
 * and each tenant one for what is nobody's.
 *
 * @implSpec Thread-safe. Every method throws {@link StoreUnavailableException} when the store
 *     cannot be reached.
 */
public interface Seals {

    /** Of a store that keeps its contents in clear. */
    Seals NONE =
            new Seals() {
                @Override
                public Optional<SealKey> toSeal(KeyOwner owner) {
                    return Optional.empty();
                }

                @Override
                public Map<KeyOwner, SealKey> toOpen(Collection<KeyOwner> owners) {
                    return Map.of();
                }

                @Override
                public Seals fromTheDatabase() {
                    return this;
                }
            };

    /** The key for new contents, made if there is none yet; empty if they are kept in clear. */
    Optional<SealKey> toSeal(KeyOwner owner);

    /** The keys to what these owners have, those that are there, looked up together. */
    Map<KeyOwner, SealKey> toOpen(Collection<KeyOwner> owners);

    /** The same keys, none of them from memory: for who verifies what the database holds. */
    Seals fromTheDatabase();
}
