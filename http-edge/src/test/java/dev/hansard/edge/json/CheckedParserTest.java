package dev.hansard.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** Databind advances a parser in many ways; none may lead past the checks. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckedParserTest {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    static Stream<Consumer<JsonParser>> ways() {
        return Stream.of(
                JsonParser::nextToken,
                JsonParser::nextValue,
                JsonParser::nextName,
                parser -> parser.nextName(new SerializedString("b")),
                JsonParser::nextStringValue);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void no_way_forward_leads_past_a_check(Consumer<JsonParser> next) {
        JsonParser parser = parser("{\"a\":{\"b\":1,\"b\":2}}");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> {
                            for (int i = 0; i < 20; i++) {
                                next.accept(parser);
                            }
                        })
                .matches(refusal -> refusal.code() == ErrorCode.DUPLICATE_KEY);
    }

    @Test
    void what_is_skipped_is_checked_too() {
        JsonParser parser = parser("[[1,{\"a\":[\"\\ud800\"]}],2]");
        parser.nextToken();
        parser.nextToken();

        assertThatExceptionOfType(Refusal.class).isThrownBy(parser::skipChildren);
    }

    @Test
    void skipping_ends_with_the_last_token_of_the_value() {
        JsonParser parser = parser("[[1,{\"a\":[2]}],3]");
        parser.nextToken();
        parser.nextToken();

        assertThat(parser.skipChildren().currentToken()).isEqualTo(JsonToken.END_ARRAY);
        assertThat(parser.nextValue()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
        assertThat(parser.skipChildren().currentToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
        assertThat(parser.getIntValue()).isEqualTo(3);
    }

    @Test
    void names_and_values_are_found_where_they_are() {
        JsonParser parser = parser("{\"a\":1,\"b\":2}");
        parser.nextToken();

        assertThat(parser.nextName(new SerializedString("a"))).isTrue();
        assertThat(parser.nextName()).isNull();
        assertThat(parser.nextName()).isEqualTo("b");
        assertThat(parser.nextValue()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
    }

    private static JsonParser parser(String json) {
        return new CheckedParser(JSON.createParser(ObjectReadContext.empty(), json));
    }
}
