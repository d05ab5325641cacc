package dev.hansard.query.job;

/** A job cannot come to a result; the message is told to who asked for it, and holds no content. */
public final class FailedJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FailedJobException(String message) {
        super(message);
    }
}
