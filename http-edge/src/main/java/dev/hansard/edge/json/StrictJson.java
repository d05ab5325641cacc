package dev.hansard.edge.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.edge.settings.LimitSettings;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;

/**
 * The reader of bodies. Nothing is guessed or skipped: a wrong type, an unknown or missing field, a
 * second value after the first are refused, each with its code and the place in the body.
 */
final class StrictJson {

    private final JsonMapper mapper;
    private final ClientJson clientJson;
    private final BoundedParsers parsers;

    public StrictJson(LimitSettings limits) {
        this.clientJson = new ClientJson(limits);
        this.mapper = mapper(clientJson);
        this.parsers = new BoundedParsers(limits);
    }

    /**
     * Reads a whole body.
     *
     * @param limited the limit of a body that is one client value
     * @throws Refusal if it is no JSON in UTF-8, or breaks a rule
     * @throws IOException if the body did not come in
     */
    public Object read(InputStream body, Type type, @Nullable Limited limited) throws IOException {
        JavaType target = mapper.constructType(type);
        ObjectReader reader = mapper.readerFor(target);
        var text = new InputStreamReader(body, UTF_8.newDecoder());
        try (JsonParser in = new CheckedParser(parsers.parser(text, target, limited))) {
            try {
                Object value = readValue(in, reader, target, limited);
                if (in.nextToken() != null) {
                    throw Refusal.of(
                            ErrorCode.MALFORMED_JSON, "there is more after the end of the value");
                }
                return value;
            } catch (JacksonException e) {
                throw ReadingFailure.of(e, in);
            }
        }
    }

    private Object readValue(
            JsonParser in, ObjectReader reader, JavaType target, @Nullable Limited limited) {
        JsonToken first = in.nextToken();
        if (first == null) {
            throw Refusal.of(ErrorCode.MALFORMED_JSON, "a body is needed");
        }
        if (target.hasRawClass(Json.class)) {
            return clientJson.limited(limited).read(in);
        }
        if (first == JsonToken.VALUE_NULL) {
            throw Refusal.invalid("", RuleInWords.of(target.getRawClass()));
        }
        return reader.readValue(in);
    }

    private static JsonMapper mapper(ClientJson clientJson) {
        return JsonMapper.builder()
                .addModule(
                        new SimpleModule("strict")
                                .addDeserializer(Json.class, clientJson)
                                .addDeserializer(
                                        Instant.class,
                                        new TextValue<>(Instant.class, Instants::parse))
                                .addDeserializer(
                                        Duration.class,
                                        new TextValue<>(Duration.class, Duration::parse)))
                .annotationIntrospector(new RecordNullness())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(
                        all -> all.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
