package dev.hansard.eventstore;

/**
 * The connection was lost around the commit and looking the append up failed too: it may be there.
 */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
