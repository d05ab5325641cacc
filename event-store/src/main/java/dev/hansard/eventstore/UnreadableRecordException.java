package dev.hansard.eventstore;

/** A row of the log that this version cannot read. Names position and type, never content. */
public final class UnreadableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final String type;

    public UnreadableRecordException(long position, String type, Throwable cause) {
        super("position " + position + ", type " + type + ": " + cause.getMessage(), cause);
        this.position = position;
        this.type = type;
    }

    public long position() {
        return position;
    }

    public String type() {
        return type;
    }
}
