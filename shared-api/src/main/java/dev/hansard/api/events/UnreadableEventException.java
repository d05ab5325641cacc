package dev.hansard.api.events;

/** Stored bytes that this version cannot read as an event. The message holds no content. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }
}
