package dev.hansard.eventstore;

/** The store cannot be reached; nothing was written. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the store is there, and all connections to it are in use. */
    public boolean busy() {
        return getCause() instanceof PoolBusyException;
    }
}
