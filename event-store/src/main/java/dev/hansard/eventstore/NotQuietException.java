package dev.hansard.eventstore;

/** Something happened around a context that a command took to be quiet; nothing was written. */
public final class NotQuietException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotQuietException(String context) {
        super("something happened around " + context);
    }
}
