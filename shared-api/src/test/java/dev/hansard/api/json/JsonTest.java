package dev.hansard.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonTest {

    @Test
    void two_are_equal_when_their_texts_are() {
        assertThat(Json.trusted("1.10"))
                .isEqualTo(Json.trusted("1.10"))
                .hasSameHashCodeAs(Json.trusted("1.10"))
                .isNotEqualTo(Json.trusted("1.1"))
                .isNotEqualTo("1.10");
    }

    @Test
    void its_size_is_counted_in_bytes() {
        assertThat(Json.trusted("\"€\"").size()).isEqualTo(5);
    }

    @Test
    void what_is_empty_takes_no_memory_of_its_own() {
        assertThat(Json.trusted(new byte[] {'{', '}'})).isSameAs(Json.EMPTY_OBJECT);
        assertThat(Json.trusted("[]")).isNotEqualTo(Json.EMPTY_OBJECT);
    }

    @Test
    void it_knows_whether_it_is_an_object() {
        assertThat(Json.EMPTY_OBJECT.isObject()).isTrue();
        assertThat(Json.trusted("[{}]").isObject()).isFalse();
    }
}
