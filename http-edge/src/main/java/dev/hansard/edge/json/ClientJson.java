package dev.hansard.edge.json;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.edge.settings.Limit;
import dev.hansard.edge.settings.LimitSettings;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Takes a client's own value out of a body: token by token, so that white space goes and everything
 * else stays as it was written, and so that a value over its limit is refused while it comes in.
 */
final class ClientJson extends ValueDeserializer<Json> {

    private static final int MAX_DEPTH = 64;
    private static final Json NULL = Json.trusted("null");
    private static final JsonFactory COMPACT =
            JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

    private final LimitSettings limits;
    private final int limit;
    private final int maxElements;

    /** For values without a limit of their own: the body's is theirs. */
    ClientJson(LimitSettings limits) {
        this(limits, Math.toIntExact(limits.requestBody().toBytes()), Integer.MAX_VALUE);
    }

    private ClientJson(LimitSettings limits, int limit, int maxElements) {
        this.limits = limits;
        this.limit = limit;
        this.maxElements = maxElements;
    }

    @Override
    public ValueDeserializer<?> createContextual(
            DeserializationContext context, @Nullable BeanProperty property) {
        Limited limited = property == null ? null : property.getAnnotation(Limited.class);
        if (property == null || limited == null || !property.getType().isCollectionLikeType()) {
            return limited(limited);
        }
        Limit kind = limited.value();
        return new ClientJson(limits, limits.bytes(kind), limits.count(kind));
    }

    ClientJson limited(@Nullable Limited limited) {
        return limited == null
                ? this
                : new ClientJson(limits, limits.bytes(limited.value()), Integer.MAX_VALUE);
    }

    @Override
    public Json deserialize(JsonParser in, DeserializationContext context) {
        checkCount(in);
        return read(in);
    }

    /** Stops at the first element too many, before a body full of tiny ones takes up the memory. */
    private void checkCount(JsonParser in) {
        TokenStreamContext here = in.streamReadContext();
        TokenStreamContext list = in.currentToken().isStructStart() ? here.getParent() : here;
        if (list.inArray() && list.getCurrentIndex() >= maxElements) {
            throw Refusal.invalid(
                    Pointers.of(list.getParent()), "must not have more than " + maxElements);
        }
    }

    /** A {@code null} in client JSON is a value, not an absent one. */
    @Override
    public Json getNullValue(DeserializationContext context) {
        return NULL;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }

    /** Reads the value that begins at the current token, up to and with its last token. */
    Json read(JsonParser in) {
        String pointer = Pointers.here(in);
        BoundedBytes text = new BoundedBytes(limit, pointer);
        try (JsonGenerator out = COMPACT.createGenerator(ObjectWriteContext.empty(), text)) {
            copy(in, out, pointer);
        } catch (StreamConstraintsException e) {
            throw BoundedBytes.tooLarge(limit, pointer);
        }
        return Json.trusted(text.toByteArray());
    }

    private static void copy(JsonParser in, JsonGenerator out, String pointer) {
        int depth = 0;
        JsonToken token = in.currentToken();
        while (true) {
            switch (token) {
                case START_OBJECT -> {
                    depth = deeper(depth, pointer);
                    out.writeStartObject();
                }
                case START_ARRAY -> {
                    depth = deeper(depth, pointer);
                    out.writeStartArray();
                }
                case END_OBJECT -> {
                    depth--;
                    out.writeEndObject();
                }
                case END_ARRAY -> {
                    depth--;
                    out.writeEndArray();
                }
                case PROPERTY_NAME -> out.writeName(in.currentName());
                case VALUE_STRING ->
                        out.writeString(
                                in.getStringCharacters(),
                                in.getStringOffset(),
                                in.getStringLength());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
                case VALUE_TRUE -> out.writeBoolean(true);
                case VALUE_FALSE -> out.writeBoolean(false);
                case VALUE_NULL -> out.writeNull();
                case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                        throw new IllegalStateException("no token of a JSON text: " + token);
            }
            if (depth == 0) {
                return;
            }
            token = in.nextToken();
        }
    }

    private static int deeper(int depth, String pointer) {
        if (depth == MAX_DEPTH) {
            throw Refusal.at(
                    ErrorCode.TOO_DEEP, pointer, "is nested more than " + MAX_DEPTH + " deep");
        }
        return depth + 1;
    }
}
