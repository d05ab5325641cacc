package dev.hansard.edge.errors;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import java.util.List;

/**
 * A problem document (RFC 9457).
 *
 * @param type a stable name of the kind of problem, {@code urn:hansard:problem:} and the code
 * @param title the kind in a few words
 * @param detail what is wrong in this case, never content
 * @param errors the fields that are wrong, none for a problem of the request as a whole
 */
record Problem(
        String type,
        String title,
        int status,
        ErrorCode code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Refusal.Violation> errors) {

    static Problem of(ErrorCode code, String detail) {
        return of(code, detail, List.of());
    }

    static Problem of(Refusal refusal) {
        return of(refusal.code(), refusal.detail(), refusal.violations());
    }

    private static Problem of(ErrorCode code, String detail, List<Refusal.Violation> errors) {
        return new Problem(
                "urn:hansard:problem:" + code.code(),
                code.title(),
                HttpStatuses.of(code),
                code,
                detail,
                errors);
    }

    /** For an answer with a status only, from the container. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> of(ErrorCode.NOT_FOUND, "there is nothing at this path");
            case 405 -> of(ErrorCode.METHOD_NOT_ALLOWED, "this method is not allowed here");
            case 406 -> of(ErrorCode.NOT_ACCEPTABLE, "nothing that Accept names can be sent here");
            case 413 -> of(ErrorCode.TOO_LARGE, "the request is too large");
            case 415 -> of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
            default ->
                    status < 500 || status == 501 || status == 505
                            ? of(ErrorCode.MALFORMED_REQUEST, "this is not a request of this API")
                            : of(ErrorCode.INTERNAL_ERROR, "see the server's log");
        };
    }
}
