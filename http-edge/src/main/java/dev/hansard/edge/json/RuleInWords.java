package dev.hansard.edge.json;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.JsonCodec;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What a value of a type has to be, in words for a client: never the name of a class. */
public final class RuleInWords {

    private static final JsonMapper MAPPER = JsonCodec.mapper();

    private RuleInWords() {}

    /** The rule of that type; follows the name of a field or parameter. */
    public static String of(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(RuleInWords::wireName)
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        if (type == Ttl.class) {
            return "must be " + Ttl.RULE;
        }
        if (type == Instant.class) {
            return "must be an RFC 3339 time in UTC, such as 2026-01-31T12:00:00Z";
        }
        if (type == Duration.class) {
            return "must be an ISO 8601 duration, such as PT1H";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == int.class || type == Integer.class) {
            return "must be a whole number of at most " + Integer.MAX_VALUE;
        }
        if (type == long.class || type == Long.class) {
            return "must be a whole number of at most " + Long.MAX_VALUE;
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be an array";
        }
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "must be an object";
        }
        return "has the wrong type";
    }

    /** The name a constant has on the wire: that of its {@link JsonValue}, if it has one. */
    public static String wireName(Object constant) {
        return MAPPER.convertValue(constant, String.class);
    }
}
