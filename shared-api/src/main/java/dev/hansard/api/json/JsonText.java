package dev.hansard.api.json;

import tools.jackson.databind.ObjectReader;

/** The characters of a JSON string, without its quotes and escapes. */
public final class JsonText {

    private static final ObjectReader READER = JsonCodec.mapper().readerFor(String.class);

    private JsonText() {}

    /**
     * @param string a JSON string, {@link Json#isString}
     */
    public static String of(Json string) {
        return READER.readValue(string.utf8());
    }
}
