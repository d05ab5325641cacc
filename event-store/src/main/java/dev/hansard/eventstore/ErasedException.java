package dev.hansard.eventstore;

/** What belongs to somebody who was erased: nobody can read it any more, and nothing is added. */
public final class ErasedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient KeyOwner owner;

    public ErasedException(KeyOwner owner) {
        // Many are made where much is read: without a trace.
        super("the user was erased", null, false, false);
        this.owner = owner;
    }

    /** Who was erased. */
    public KeyOwner owner() {
        return owner;
    }
}
