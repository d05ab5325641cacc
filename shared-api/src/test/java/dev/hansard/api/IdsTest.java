package dev.hansard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "_", "@", "+", "a.b:c-d", "ann@example.org", "+4912"})
    void an_id_is_of_a_small_alphabet(String id) {
        assertThat(Ids.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".a", ":a", "-a", "a/b", "a b", "a\n", "ä", "a\u0000", "a%2F", "😀"})
    void anything_else_is_none(String id) {
        assertThat(Ids.isValid(id)).isFalse();
    }

    @Test
    void it_has_at_most_128_characters() {
        assertThat(Ids.isValid("x".repeat(Ids.MAX_LENGTH))).isTrue();
        assertThat(Ids.isValid("x".repeat(Ids.MAX_LENGTH + 1))).isFalse();
    }

    @Test
    void the_identity_of_an_aggregate_is_its_tenant_type_and_id() {
        AggregateId id = AggregateId.conversation("t", "a:b");

        assertThat(id).hasToString("t/conversation/a:b");
        assertThat(AggregateId.parse(id.toString())).isEqualTo(id);
        assertThat(AggregateId.parse("t/session/s")).isEqualTo(AggregateId.session("t", "s"));
        assertThat(AggregateId.parse("t/user/u")).isEqualTo(AggregateId.user("t", "u"));
        assertThat(AggregateId.parse("t/entry/flights/LH1"))
                .isEqualTo(AggregateId.entry("t", "flights", "LH1"))
                .hasToString("t/entry/flights/LH1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t", "t/user", "/user/u", "t/user/u/x", "t/entry/x", "t/entry/x/y/z"})
    void what_has_not_the_parts_of_its_type_is_no_aggregate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AggregateId.parse(text));
    }
}
