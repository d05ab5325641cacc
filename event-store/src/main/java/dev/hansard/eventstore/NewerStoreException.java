package dev.hansard.eventstore;

/**
 * A store that a newer version of this software has written to, in a way that this version cannot
 * go on with. The message names both versions, and what to do.
 */
public final class NewerStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NewerStoreException(String message) {
        super(message);
    }
}
