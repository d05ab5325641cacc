package dev.hansard.proof;

/** An export is not as it was written. The message names the line and quotes nothing of it. */
public final class BadLineException extends Exception {

    private static final long serialVersionUID = 1;

    private final long line;
    private final String problem;

    public BadLineException(long line, String problem) {
        super("line " + line + " " + problem);
        this.line = line;
        this.problem = problem;
    }

    /** The first bad line, from 1. */
    public long line() {
        return line;
    }

    /** What is wrong with it: the rest of a sentence that begins with the line. */
    public String problem() {
        return problem;
    }
}
