package dev.hansard.api;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Every reason for which a request can be refused: the {@code code} of a problem document. Codes
 * are part of the wire contract and never change; the HTTP status of each is decided in {@code
 * http-edge}, in one place.
 */
public enum ErrorCode {
    MALFORMED_JSON("malformed-json", "The body is not JSON"),
    DUPLICATE_KEY("duplicate-key", "An object has the same key twice"),
    MALFORMED_REQUEST("malformed-request", "The request cannot be read"),
    UNAUTHORIZED("unauthorized", "A valid API key is needed"),
    FORBIDDEN("forbidden", "This credential may not do that"),
    NOT_FOUND("not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", "This method is not allowed here"),
    NOT_ACCEPTABLE("not-acceptable", "None of the accepted media types can be served"),
    ALREADY_EXISTS("already-exists", "It is already there"),
    EXPIRED("expired", "It has expired"),
    ENDED("ended", "It has ended"),
    DELETED("deleted", "It was deleted"),
    ERASED("erased", "It was erased"),
    VERSION_MISMATCH("version-mismatch", "It has changed since that version"),
    TOO_LARGE("too-large", "It is larger than the limit"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "Send application/json"),
    INVALID_REQUEST("invalid-request", "The request breaks a rule"),
    INVALID_TEXT("invalid-text", "A text cannot be represented"),
    TOO_DEEP("too-deep", "The JSON is nested too deeply"),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused", "This Idempotency-Key came with another request"),
    NOTHING_TO_COMPACT("nothing-to-compact", "There is nothing to compact"),
    NOTHING_TO_UNDO("nothing-to-undo", "There is no compaction to undo"),
    FORK_TOO_DEEP("fork-too-deep", "Too many forks lie behind it"),
    INHERITED("inherited", "It belongs to the conversation that this one was forked from"),
    NUMBER_NOT_CANONICAL("number-not-canonical", "A number has no exact canonical form"),
    USER_NOT_ALLOWED("user-not-allowed", "This user is not on the allow-list"),
    ERASURE_UNAVAILABLE("erasure-unavailable", "Erasure needs encryption"),
    RESULT_MISS("result-miss", "No such result is stored"),
    RATE_LIMITED("rate-limited", "Too many requests with this key"),
    STORE_UNAVAILABLE("store-unavailable", "The store cannot be reached; nothing was written"),
    OVERLOADED("overloaded", "Too much is going on; nothing was written"),
    OUTCOME_UNKNOWN(
            "outcome-unknown", "It may have been written; repeat with the same Idempotency-Key"),
    READ_MODEL_BEHIND("read-model-behind", "The read model has not got that far yet"),
    INTERNAL_ERROR("internal-error", "Something went wrong on this side");

    private final String code;
    private final String title;

    ErrorCode(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The stable name on the wire. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The reason in a few words, the same for every occurrence. */
    public String title() {
        return title;
    }
}
