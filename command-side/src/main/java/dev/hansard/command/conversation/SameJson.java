package dev.hansard.command.conversation;

import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonCodec;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/** Whether two client values say the same, in whatever order their keys come. */
final class SameJson {

    private static final ObjectReader READER =
            JsonCodec.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private SameJson() {}

    static boolean test(Json one, Json other) {
        return one.equals(other)
                || READER.readTree(one.utf8()).equals(READER.readTree(other.utf8()));
    }
}
