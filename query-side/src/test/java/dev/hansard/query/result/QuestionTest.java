package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuestionTest {

    private static final Question PLAIN = asked("planner", "{\"to\":\"OSL\",\"n\":1}", null);

    @Test
    void the_same_in_other_words_has_the_same_key() {
        assertThat(asked("planner", "{\"n\":1.0,\"to\":\"\\u004fSL\"}", null).key())
                .isEqualTo(PLAIN.key())
                .matches("[0-9a-f]{64}");
        assertThat(asked("planner", "{\"n\":1e0,\"to\":\"OSL\"}", "null").key())
                .isEqualTo(PLAIN.key());
    }

    @Test
    void every_difference_makes_another_key() {
        assertThat(
                        Stream.of(
                                        PLAIN,
                                        asked("Planner", "{\"to\":\"OSL\",\"n\":1}", null),
                                        asked("planner", "{\"to\":\"OSL\",\"n\":\"1\"}", null),
                                        asked("planner", "{\"to\":\"OSL\",\"n\":null}", null),
                                        asked("planner", "[]", null),
                                        asked("planner", "null", null),
                                        asked("planner", "null", "{}"),
                                        asked("planner", "{}", "null"),
                                        of("h1", null),
                                        of("h2", null),
                                        of(null, "ann"),
                                        of(null, "bob"),
                                        of("ann", null))
                                .map(Question::key))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_request_is_the_same_whatever_its_content() {
        assertThat(of("h1", "ann").requestKey()).isEqualTo(of(null, "ann").key());
        assertThat(of("h1", "ann").requestKey()).isNotEqualTo(of("h1", null).requestKey());
    }

    private static Question asked(String agent, String request, @Nullable String permissions) {
        return new Question(
                agent,
                Json.trusted(request),
                permissions == null ? null : Json.trusted(permissions),
                null,
                null);
    }

    private static Question of(@Nullable String contentHash, @Nullable String userId) {
        return new Question("planner", PLAIN.request(), null, contentHash, userId);
    }
}
