package dev.hansard.eventstore;

/** Too many appends are waiting already; nothing was written. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OverloadedException(int waiting) {
        super(waiting + " appends are waiting already");
    }
}
