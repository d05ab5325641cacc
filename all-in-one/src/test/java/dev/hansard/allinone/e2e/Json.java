package dev.hansard.allinone.e2e;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JSON as the tests see it: trees that keep every digit and the order of keys. */
final class Json {

    /** What the server adds to a client's message. */
    private static final List<String> ADDED = List.of("messageId", "sequence", "position", "at");

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Json() {}

    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    /** A text as JSON, with its quotes. */
    static String text(String value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A message as its client sent it without an id, as text: equal texts are equal in order. */
    static String asSent(JsonNode message) {
        ObjectNode sent = message.deepCopy().asObject();
        sent.remove(ADDED);
        return sent.toString();
    }

    static String userMessage(String content) {
        return "{\"role\":\"user\",\"content\":" + text(content) + "}";
    }

    static String messages(String... messages) {
        return "{\"messages\":[" + String.join(",", messages) + "]}";
    }

    /** That many entries of a table, with the keys {@code k0}, {@code k1} and so on. */
    static String entries(int number) {
        return IntStream.range(0, number)
                .mapToObj(k -> "{\"key\":\"k%d\",\"value\":{\"n\":\"%d\"}}".formatted(k, k))
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
    }
}
