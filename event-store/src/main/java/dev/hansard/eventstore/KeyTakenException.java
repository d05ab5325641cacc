package dev.hansard.eventstore;

/** An owner got another key meanwhile: what was sealed with a new one has to be sealed again. */
public final class KeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyTakenException(KeyOwner owner) {
        super("a key of " + owner + " is there already");
    }
}
