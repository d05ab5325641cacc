package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that seal contents, so that the database alone tells nothing of them. Each user has one,
 * and each tenant one for what is nobody's.
 *
 * @implSpec Thread-safe. Every method throws {@link StoreUnavailableException} when the store
 *     cannot be reached.
 */
public interface Seals {

    /**
     * Keys that open.
     *
     * @param erased owners whose keys were destroyed
     */
    record Keys(Map<KeyOwner, SealKey> keys, Set<KeyOwner> erased) {

        public static final Keys NONE = new Keys(Map.of(), Set.of());
    }

    /**
     * A key to seal an event with.
     *
     * @param made the same, if it is new and has to be written with the event; null if it is there
     */
    record AppendKey(SealKey key, @Nullable NewKey made) {

        /** One that is on disk. */
        public static AppendKey kept(SealKey key) {
            return new AppendKey(key, null);
        }

        /** One that is not. */
        public static AppendKey made(NewKey made) {
            return new AppendKey(made.key(), made);
        }
    }

    /** Of a store that keeps its contents in clear. */
    Seals NONE =
            new Seals() {
                @Override
                public Optional<SealKey> toSeal(KeyOwner owner) {
                    return Optional.empty();
                }

                @Override
                public Keys toOpen(Collection<KeyOwner> owners) {
                    return Keys.NONE;
                }

                @Override
                public Seals fromTheDatabase() {
                    return this;
                }

                @Override
                public long erasures() {
                    return 0;
                }

                @Override
                public void heardOf(long erasures) {}
            };

    /**
     * The key for new contents, made and on disk if there was none yet; empty if they are kept in
     * clear.
     *
     * @throws ErasedException if the owner was erased, as far as this process knows
     */
    Optional<SealKey> toSeal(KeyOwner owner);

    /**
     * The key for an event: of somebody who has none yet, one that is on disk only when the event
     * is. Empty if contents are kept in clear.
     *
     * @throws ErasedException if the owner was erased, as far as this process knows
     */
    default Optional<AppendKey> toAppend(KeyOwner owner) {
        return toSeal(owner).map(AppendKey::kept);
    }

    /** The keys to what these owners have, those that are there, looked up together. */
    Keys toOpen(Collection<KeyOwner> owners);

    /**
     * A look-up of the keys of some owners, and of those whose some aggregates are: afterwards they
     * are in memory, with a new one, as {@link #toAppend} makes it, for each of the owners who had
     * none. Empty if contents are kept in clear.
     */
    default Optional<KeyLookUp> lookUp(
            Collection<KeyOwner> owners, Collection<String> aggregateIds) {
        return Optional.empty();
    }

    /** The same keys, none of them from memory: for who verifies what the database holds. */
    Seals fromTheDatabase();

    /** How many erasures this process has heard of: what it sealed before may be for nobody. */
    long erasures();

    /** Says how many there were: keys that are in memory may be gone. */
    void heardOf(long erasures);
}
