package dev.hansard.command.aggregate;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.api.json.MergePatch;

/**
 * The rule for a client's JSON object of limited size, such as metadata.
 *
 * @param pointer where it stands in the request
 * @param maxBytes the largest text, in bytes of UTF-8
 */
public record ObjectRule(String pointer, int maxBytes) {

    /**
     * @throws Refusal {@code invalid-request} if it is no object, {@code too-large} over the limit
     */
    public Json check(Json given) {
        if (!given.isObject()) {
            throw Refusal.invalid(pointer, "must be an object");
        }
        checkSize(given, maxBytes, pointer);
        return given;
    }

    /**
     * The present object after a merge patch.
     *
     * @throws Refusal as {@link #check}, of the result
     */
    public Json merge(Json present, Json patch) {
        return check(MergePatch.apply(present, patch));
    }

    /**
     * @throws Refusal {@code too-large} if the value has more bytes than that
     */
    public static void checkSize(Json value, int maxBytes, String pointer) {
        if (value.size() > maxBytes) {
            throw Refusal.at(
                    ErrorCode.TOO_LARGE, pointer, "must not have more than " + maxBytes + " bytes");
        }
    }
}
