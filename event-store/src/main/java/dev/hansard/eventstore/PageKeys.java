package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * The keys to the rows of one page: looked up in one go, when the first of them is opened. A page
 * of which nobody wants to see a payload costs no look-up.
 */
final class PageKeys {

    private final Seals seals;
    private final Set<KeyOwner> owners = new HashSet<>();
    private Seals.@Nullable Keys found;

    PageKeys(Seals seals) {
        this.seals = seals;
    }

    /** Takes note of a row that is sealed, before any is opened. */
    synchronized void include(KeyOwner owner) {
        owners.add(owner);
    }

    /**
     * The key of one of the owners.
     *
     * @throws ErasedException if it was destroyed
     * @throws IllegalArgumentException if there is none
     */
    synchronized SealKey of(KeyOwner owner) {
        Seals.Keys known = found;
        if (known == null) {
            known = seals.toOpen(owners);
            found = known;
        }
        if (known.erased().contains(owner)) {
            throw new ErasedException(owner);
        }
        SealKey key = known.keys().get(owner);
        if (key == null) {
            throw new IllegalArgumentException("there is no key to it");
        }
        return key;
    }
}
