package dev.hansard.eventstore.seal;

import java.util.Collection;

/**
 * Who has the envelope key: seals the keys of users and tenants, and opens them again. A bean of
 * this type takes the place of the key of the settings, such as one that asks a key service.
 *
 * @implSpec Thread-safe. Fails with an exception that quotes no key.
 */
public interface EnvelopeKeeper {

    /** Names the key that seals now; at most 100 characters. */
    String current();

    /**
     * Which of the keys of these names it can open nothing of.
     *
     * @return none if all is well
     */
    Collection<String> unknown(Collection<String> names);

    /**
     * Seals a key with the one that seals now.
     *
     * @param place what it belongs to: it opens nowhere else
     */
    byte[] seal(byte[] place, byte[] key);

    /**
     * Opens a key.
     *
     * @param name of the one it was sealed with
     * @throws IllegalArgumentException if that one is unknown, or it is damaged or of another place
     */
    byte[] open(String name, byte[] place, byte[] sealed);
}
