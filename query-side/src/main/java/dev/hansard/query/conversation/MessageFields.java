package dev.hansard.query.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.JsonCodec;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.List;

/**
 * The few fields of a message that a window or an answer depends on. Most messages have none of
 * them, which a search for their names tells without parsing.
 *
 * @param hasMessageId whether the client's object names its id itself
 * @param calls ids of the calls it makes or answers
 */
record MessageFields(boolean hasMessageId, List<String> calls) {

    private static final MessageFields NONE = new MessageFields(false, List.of());
    private static final JsonFactory JSON = JsonCodec.factory();
    private static final byte[] MESSAGE_ID = "\"messageId\"".getBytes(UTF_8);
    private static final byte[] TOOL_CALLS = "\"tool_calls\"".getBytes(UTF_8);
    private static final byte[] ESCAPE = "\\u".getBytes(UTF_8);

    static MessageFields read(Role role, byte[] message) {
        boolean worthParsing =
                role == Role.TOOL
                        || contains(message, MESSAGE_ID)
                        || (role == Role.ASSISTANT && contains(message, TOOL_CALLS))
                        || contains(message, ESCAPE);
        return worthParsing ? parse(role, message) : NONE;
    }

    private static MessageFields parse(Role role, byte[] message) {
        boolean hasMessageId = false;
        List<String> calls = new ArrayList<>(1);
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), message)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("messageId")) {
                    hasMessageId = true;
                } else if (role == Role.TOOL
                        && name.equals("tool_call_id")
                        && value == JsonToken.VALUE_STRING) {
                    calls.add(in.getString());
                } else if (role == Role.ASSISTANT
                        && name.equals("tool_calls")
                        && value == JsonToken.START_ARRAY) {
                    readCallIds(in, calls);
                }
                in.skipChildren();
            }
        }
        return new MessageFields(hasMessageId, List.copyOf(calls));
    }

    private static void readCallIds(JsonParser in, List<String> calls) {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                in.skipChildren();
                continue;
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean id = in.currentName().equals("id");
                if (in.nextToken() == JsonToken.VALUE_STRING && id) {
                    calls.add(in.getString());
                }
                in.skipChildren();
            }
        }
    }

    private static boolean contains(byte[] text, byte[] wanted) {
        outer:
        for (int start = 0; start <= text.length - wanted.length; start++) {
            for (int i = 0; i < wanted.length; i++) {
                if (text[start + i] != wanted[i]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
