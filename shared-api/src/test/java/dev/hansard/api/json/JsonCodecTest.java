package dev.hansard.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.LinkedHashMap;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonCodecTest {

    private static final JsonMapper MAPPER = JsonCodec.mapper();

    record Holder(String id, @Nullable Instant at, @Nullable Json value, Json last) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "12345678901234567890",
                "1e400",
                "-0.0",
                "\"42\"",
                "null",
                "true",
                "\"/ \\u0000 \\u20ac é 😀\"",
                "{\"b\":1,\"a\":{\"c\":null}}",
                "[[],{},\"\"]"
            })
    void client_json_comes_back_as_it_was_written(String value) {
        String text = "{\"id\":\"é\",\"value\":" + value + ",\"last\":" + value + "}";
        byte[] source = text.getBytes(UTF_8);

        Holder holder = JsonCodec.read(MAPPER.readerFor(Holder.class), source);

        assertThat(holder.last()).hasToString(value);
        assertThat(MAPPER.writeValueAsString(holder)).isEqualTo(text);
    }

    @Test
    void an_absent_value_is_no_null_and_is_left_out() {
        byte[] source = "{\"id\":\"a\",\"last\":{}}".getBytes(UTF_8);

        Holder holder = JsonCodec.read(MAPPER.readerFor(Holder.class), source);

        assertThat(holder.value()).isNull();
        assertThat(MAPPER.writeValueAsBytes(holder)).isEqualTo(source);
    }

    @Test
    void what_comes_after_the_value_is_refused() {
        byte[] source = "{\"id\":\"a\",\"last\":{}}{}".getBytes(UTF_8);

        assertThatThrownBy(() -> JsonCodec.read(MAPPER.readerFor(Holder.class), source))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void without_its_source_client_json_is_read_as_a_tree() {
        Holder holder = MAPPER.readValue("{\"id\":\"a\",\"last\":{\"n\":[1, 2]}}", Holder.class);

        assertThat(holder.last()).hasToString("{\"n\":[1,2]}");
    }

    @Test
    void instants_are_text() {
        var holder =
                new Holder(
                        "a", Instant.parse("2026-01-01T00:00:00.123456Z"), null, Json.EMPTY_OBJECT);

        assertThat(MAPPER.writeValueAsString(holder))
                .isEqualTo("{\"id\":\"a\",\"at\":\"2026-01-01T00:00:00.123456Z\",\"last\":{}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 2_000_000})
    void what_was_let_in_once_is_read_whatever_its_size(int size) {
        String much = "x".repeat(size);
        String value = "{\"%s\":[\"%s\",%s]}".formatted(much, much, "9".repeat(size));
        byte[] source = ("{\"id\":\"a\",\"last\":" + value + "}").getBytes(UTF_8);

        Holder holder = JsonCodec.read(MAPPER.readerFor(Holder.class), source);

        assertThat(holder.last().size()).isEqualTo(value.length());
    }

    @Test
    void an_object_is_taken_apart_and_put_together_in_its_own_order() {
        Json object = Json.trusted("{\"z\":1.10,\"a\":null,\"m\":{\"k\":\"\\u0000\"}}");

        LinkedHashMap<String, Json> members = JsonMembers.of(object);

        assertThat(members.keySet()).containsExactly("z", "a", "m");
        assertThat(JsonMembers.join(members)).isEqualTo(object).hasToString(object.toString());
    }
}
