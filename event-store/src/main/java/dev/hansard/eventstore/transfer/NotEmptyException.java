package dev.hansard.eventstore.transfer;

/** A tenant has events already; nothing was imported. */
public final class NotEmptyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotEmptyException() {
        super("the tenant has events already");
    }
}
