package dev.hansard.allinone.postgres;

/**
 * The embedded PostgreSQL does not start. The message is one line for an operator: what is wrong
 * and what cures it. Print it and end the process with an exit status other than 0; a stack trace
 * adds nothing. Whatever the cause, no data was deleted or made anew.
 */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartRefusedException(String message) {
        super(message);
    }
}
