package dev.hansard.edge.startup;

/**
 * A start that cannot go well. The message is one line for an operator: what is wrong and what
 * cures it. It is printed as it stands and the process ends with an exit status other than 0; a
 * stack trace adds nothing. Whatever the cause, no data was deleted or made anew.
 */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param message begins in the middle of a sentence, as it follows "Hansard does not start: "
     */
    public StartRefusedException(String message) {
        super(message);
    }
}
