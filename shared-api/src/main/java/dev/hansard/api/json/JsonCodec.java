package dev.hansard.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.util.Arrays;

/**
 * How {@link Json} goes through Jackson: out verbatim, in as a slice of the source. The mapper made
 * here is for what this program wrote itself; what a client sends is read by the HTTP edge, which
 * checks it.
 */
public final class JsonCodec {

    private JsonCodec() {}

    /**
     * A mapper for records that hold {@link Json}: absent values left out, instants and durations
     * as text, and no limit on size, since the limits were checked on the way in.
     */
    public static JsonMapper mapper() {
        return JsonMapper.builder(factory())
                .addModule(
                        new SimpleModule("hansard-json")
                                .addSerializer(Json.class, new Writer())
                                .addDeserializer(Json.class, new Reader()))
                .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /**
     * The value that such a mapper's reader finds in bytes, of which client JSON is cut out.
     *
     * @throws JacksonException if they hold no such value
     */
    public static <T> T read(ObjectReader reader, byte[] source) {
        try (JsonParser in = reader.createParser(source)) {
            in.assignCurrentValue(source);
            return reader.readValue(in);
        }
    }

    /** For reading what was let in once: without a limit on size, for the same reason. */
    public static JsonFactory factory() {
        StreamReadConstraints unlimited =
                StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build();
        return JsonFactory.builder().streamReadConstraints(unlimited).build();
    }

    /** Writes {@link Json} verbatim. */
    public static final class Writer extends ValueSerializer<Json> {
        @Override
        public void serialize(Json json, JsonGenerator out, SerializationContext context) {
            out.writeRawValue(json.toString());
        }
    }

    /** Reads {@link Json} as a slice of what {@link JsonCodec#read} was given. */
    public static final class Reader extends ValueDeserializer<Json> {

        @Override
        public Json deserialize(JsonParser in, DeserializationContext context) {
            byte[] source = source(in);
            if (source == null) {
                return Json.trusted(context.readTree(in).toString());
            }
            int start = (int) in.currentTokenLocation().getByteOffset();
            in.skipChildren();
            in.finishToken();
            int end = (int) in.currentLocation().getByteOffset();
            return Json.trusted(Arrays.copyOfRange(source, start, end));
        }

        /** What {@link JsonCodec#read} left with the parser; null if that did not make it. */
        private static byte @Nullable [] source(JsonParser in) {
            TokenStreamContext root = in.streamReadContext();
            while (root.getParent() != null) {
                root = root.getParent();
            }
            return root.currentValue() instanceof byte[] source ? source : null;
        }

        /** A {@code null} in client JSON is a value, not an absent one. */
        @Override
        public Json getNullValue(DeserializationContext context) {
            return Json.trusted("null");
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
