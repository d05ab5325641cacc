package dev.hansard.api;

import java.util.List;

/**
 * A request that was understood and is refused: a code, what is wrong in this case, and for bad
 * input where. Expected, so without a stack trace; nothing has been written when it is thrown.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One thing wrong with a request.
     *
     * @param pointer JSON pointer (RFC 6901) into the body, or the name of a parameter or header
     * @param detail what is wrong there
     */
    public record Violation(String pointer, String detail) {}

    private final ErrorCode code;
    private final transient List<Violation> violations;

    private Refusal(ErrorCode code, String detail, List<Violation> violations) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
    }

    /** A refusal for a reason that no single field of the request carries. */
    public static Refusal of(ErrorCode code, String detail) {
        return new Refusal(code, detail, List.of());
    }

    /** A refusal of one field of the request. */
    public static Refusal at(ErrorCode code, String pointer, String detail) {
        return new Refusal(
                code,
                pointer.isEmpty() ? detail : pointer + ": " + detail,
                List.of(new Violation(pointer, detail)));
    }

    /** A field that breaks a rule: {@link ErrorCode#INVALID_REQUEST}. */
    public static Refusal invalid(String pointer, String detail) {
        return at(ErrorCode.INVALID_REQUEST, pointer, detail);
    }

    /**
     * The same refusal, of something that is part of a request.
     *
     * @param part JSON pointer to it
     */
    public Refusal within(String part) {
        if (violations.isEmpty()) {
            return at(code, part, detail());
        }
        Violation violation = violations.getFirst();
        return at(code, part + violation.pointer(), violation.detail());
    }

    public ErrorCode code() {
        return code;
    }

    /** What is wrong in this case; never content. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }
}
