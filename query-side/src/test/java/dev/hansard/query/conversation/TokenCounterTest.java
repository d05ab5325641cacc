package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TokenCounterTest {

    private static final TokenCounter COUNTER = new TokenCounter(EncodingType.O200K_BASE);

    @Test
    void a_short_text_has_the_tokens_of_its_encoding() {
        assertThat(COUNTER.count("")).isZero();
        assertThat(COUNTER.count("hello world")).isEqualTo(2);
        assertThat(COUNTER.count("Grüß Gott")).isEqualTo(exactly("Grüß Gott"));
        assertThat(new TokenCounter(EncodingType.CL100K_BASE).count("Привет, мир"))
                .isGreaterThan(COUNTER.count("Привет, мир"));
    }

    @Test
    void what_looks_like_a_special_token_is_text() {
        assertThat(COUNTER.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void a_long_text_has_hardly_more_than_its_encoding_says_and_not_less() {
        String text =
                "The quick brown fox jumps over the lazy dog, and then it sleeps. ".repeat(500);

        assertThat(COUNTER.count(text)).isBetween(exactly(text), exactly(text) * 101 / 100);
    }

    @Test
    void no_pair_of_surrogates_is_split() {
        String text = "x" + "😀".repeat(2_000);

        assertThat(COUNTER.count(text)).isBetween(exactly(text), exactly(text) + 10);
    }

    @Test
    void a_text_of_almost_no_tokens_counts_as_more() {
        assertThat(COUNTER.count(" ".repeat(1_600))).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\n", "!", "😀", "漢", "\u0301", "\u200d", " \n", "'s"})
    @Timeout(10)
    void a_long_text_made_to_be_hard_is_counted_all_the_same(String unit) {
        assertThat(COUNTER.count(unit.repeat(200_000 / unit.getBytes(UTF_8).length))).isPositive();
    }

    /** Seconds, also on a busy machine; pair by pair it would take hours. */
    @Test
    @Timeout(120)
    void a_megabyte_without_a_space_is_counted_all_the_same() {
        String text =
                new Random(1)
                        .ints(1_000_000, 'a', 'z' + 1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, (a, b) -> {})
                        .toString();

        assertThat(COUNTER.count(text)).isPositive();
    }

    private static int exactly(String text) {
        return Encodings.newLazyEncodingRegistry()
                .getEncoding(EncodingType.O200K_BASE)
                .countTokensOrdinary(text);
    }
}
