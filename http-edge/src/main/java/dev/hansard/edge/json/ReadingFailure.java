package dev.hansard.edge.json;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/**
 * What went wrong while a body was read, told to the client without a word of Java or of content.
 */
final class ReadingFailure {

    private static final String NO_SUCH_FIELD = "there is no such field";

    private ReadingFailure() {}

    /**
     * The refusal that says it.
     *
     * @throws IOException if the body did not come in, which is nobody's bad JSON
     */
    static Refusal of(JacksonException e, JsonParser in) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return switch (e) {
            case JacksonIOException io -> unreadable(io);
            case InputCoercionException number ->
                    Refusal.invalid(Pointers.here(in), RuleInWords.of(number.getTargetType()));
            case StreamConstraintsException size ->
                    Refusal.at(ErrorCode.TOO_LARGE, Pointers.here(in), "this text is too long");
            case StreamReadException syntax -> malformed(syntax.getLocation());
            case UnrecognizedPropertyException unknown ->
                    Refusal.invalid(Pointers.of(e), NO_SUCH_FIELD);
            case MismatchedInputException key when in.hasToken(JsonToken.PROPERTY_NAME) ->
                    Refusal.invalid(Pointers.here(in), NO_SUCH_FIELD);
            case InvalidNullException isNull -> Refusal.invalid(Pointers.of(e), "must not be null");
            case MismatchedInputException mismatch when isMissing(in) ->
                    Refusal.invalid(Pointers.of(e), "is required");
            case MismatchedInputException mismatch ->
                    Refusal.invalid(Pointers.of(e), RuleInWords.of(mismatch.getTargetType()));
            case ValueInstantiationException rejected ->
                    Refusal.invalid(Pointers.of(e), rule(rejected.getType().getRawClass()));
            default -> Refusal.invalid(Pointers.of(e), "cannot be read");
        };
    }

    /** A required field is found missing at the end of its object, a wrong one where it begins. */
    private static boolean isMissing(JsonParser in) {
        return in.hasToken(JsonToken.END_OBJECT);
    }

    /** A record that has all its fields and rejects them is an object, but no good one. */
    private static String rule(Class<?> rejected) {
        return rejected.isRecord() && rejected != Ttl.class
                ? "holds values that do not go together"
                : RuleInWords.of(rejected);
    }

    private static Refusal unreadable(JacksonIOException e) throws IOException {
        if (e.getCause() instanceof CharacterCodingException) {
            return Refusal.of(ErrorCode.MALFORMED_JSON, "the body is not in UTF-8");
        }
        throw e.getCause();
    }

    private static Refusal malformed(TokenStreamLocation location) {
        return Refusal.of(
                ErrorCode.MALFORMED_JSON,
                "not JSON at line %d, column %d"
                        .formatted(location.getLineNr(), location.getColumnNr()));
    }
}
