package dev.hansard.edge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

import java.util.function.Function;

/** Reads a value that is a string on the wire and nothing else. */
final class TextValue<T> extends ValueDeserializer<T> {

    private final Class<T> type;
    private final Function<String, T> parse;

    TextValue(Class<T> type, Function<String, T> parse) {
        this.type = type;
        this.parse = parse;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser in, DeserializationContext context) {
        if (!in.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(type, in);
        }
        try {
            return parse.apply(in.getString());
        } catch (RuntimeException e) {
            return (T) context.handleWeirdStringValue(type, in.getString(), "not such a text");
        }
    }
}
