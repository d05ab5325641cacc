package dev.hansard.eventstore;

/** Another command with the same idempotency key was first; nothing was written. */
public final class IdempotencyKeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient KeptAnswer kept;

    public IdempotencyKeyTakenException(KeptAnswer kept) {
        super("the idempotency key is taken");
        this.kept = kept;
    }

    public KeptAnswer kept() {
        return kept;
    }
}
