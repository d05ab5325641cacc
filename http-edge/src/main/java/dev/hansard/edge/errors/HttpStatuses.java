package dev.hansard.edge.errors;

import dev.hansard.api.ErrorCode;

/** The HTTP status of every error code: the one place where it is decided. */
final class HttpStatuses {

    private HttpStatuses() {}

    public static int of(ErrorCode code) {
        return switch (code) {
            case MALFORMED_JSON, DUPLICATE_KEY, MALFORMED_REQUEST -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN, USER_NOT_ALLOWED -> 403;
            case NOT_FOUND, RESULT_MISS -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case ALREADY_EXISTS, ERASURE_UNAVAILABLE -> 409;
            case EXPIRED, ENDED, DELETED, ERASED -> 410;
            case VERSION_MISMATCH -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case INVALID_REQUEST,
                    INVALID_TEXT,
                    TOO_DEEP,
                    IDEMPOTENCY_KEY_REUSED,
                    NOTHING_TO_COMPACT,
                    NOTHING_TO_UNDO,
                    FORK_TOO_DEEP,
                    INHERITED,
                    NUMBER_NOT_CANONICAL ->
                    422;
            case RATE_LIMITED -> 429;
            case INTERNAL_ERROR -> 500;
            case STORE_UNAVAILABLE, OVERLOADED, OUTCOME_UNKNOWN, READ_MODEL_BEHIND -> 503;
        };
    }
}
