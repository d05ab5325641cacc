package dev.hansard.api.events;

import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonCodec;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads messages, of which a log has the most by far, field by field: what Jackson does for any
 * record calls constructors by reflection.
 */
final class MessageAppendedReader extends ValueDeserializer<MessageAppended> {

    /** To find it by its class, Jackson would make one for each message. */
    private static final JsonCodec.Reader CLIENT_JSON = new JsonCodec.Reader();

    /**
     * @throws JacksonException unless it is an object with all of the fields and no other
     */
    @Override
    public MessageAppended deserialize(JsonParser in, DeserializationContext context) {
        String messageId = null;
        Long sequence = null;
        Role role = null;
        Integer turnCount = null;
        Json message = null;
        expect(JsonToken.START_OBJECT, in, context);
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            JsonToken value = in.nextToken();
            switch (field) {
                case "messageId" -> messageId = text(in, context);
                case "sequence" -> {
                    expect(JsonToken.VALUE_NUMBER_INT, in, context);
                    sequence = in.getLongValue();
                }
                case "role" -> role = Role.find(text(in, context));
                case "turnCount" -> {
                    expect(JsonToken.VALUE_NUMBER_INT, in, context);
                    turnCount = in.getIntValue();
                }
                case "message" -> message = CLIENT_JSON.deserialize(in, context);
                default -> context.reportInputMismatch(this, "another field, %s", value);
            }
        }
        expect(JsonToken.END_OBJECT, in, context);
        return new MessageAppended(
                there(messageId, context),
                there(sequence, context),
                there(role, context),
                there(turnCount, context),
                there(message, context));
    }

    private String text(JsonParser in, DeserializationContext context) {
        expect(JsonToken.VALUE_STRING, in, context);
        return in.getString();
    }

    private void expect(JsonToken token, JsonParser in, DeserializationContext context) {
        if (in.currentToken() != token) {
            context.reportInputMismatch(this, "%s, not %s", in.currentToken(), token);
        }
    }

    private <T> T there(@Nullable T value, DeserializationContext context) {
        return value == null
                ? context.reportInputMismatch(this, "a field is missing or unknown")
                : value;
    }
}
