package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.json.Json;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.ResultSelector.By;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantInvalidationsTest {

    private final TenantInvalidations invalidations = new TenantInvalidations(10);

    @ParameterizedTest
    @CsvSource({"ALL, ", "AGENT, planner", "TAG, t1", "TAG, t2", "CONTENT_HASH, h", "KEY, key"})
    void a_result_is_reached_by_what_it_has_and_what_came_after_it(By by, @Nullable String value) {
        add(by, value, null, 7);

        assertThat(reached(6, null)).isTrue();
        assertThat(reached(6, "ann")).isTrue();
        assertThat(reached(7, null)).isFalse();
        assertThat(reached(8, "ann")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"AGENT, t1", "TAG, planner", "TAG, t3", "CONTENT_HASH, t1", "KEY, h"})
    void a_result_is_not_reached_by_what_it_does_not_have(By by, String value) {
        add(by, value, null, 7);

        assertThat(reached(1, null)).isFalse();
    }

    @Test
    void one_of_a_user_reaches_that_users_results_and_those_of_nobody() {
        add(By.ALL, null, "ann", 7);
        add(By.TAG, "t1", "bob", 9);

        assertThat(reached(6, "ann")).isTrue();
        assertThat(reached(6, null)).isTrue();
        assertThat(reached(8, "ann")).isFalse();
        assertThat(reached(8, "bob")).isTrue();
        assertThat(reached(8, null)).isTrue();
        assertThat(reached(6, "cho")).isFalse();
    }

    @Test
    void the_latest_counts_in_whatever_order_they_come_again() {
        add(By.TAG, "t1", null, 9);
        add(By.TAG, "t1", null, 7);

        assertThat(reached(8, null)).isTrue();
        assertThat(reached(9, null)).isFalse();
    }

    @Test
    void what_is_forgotten_for_want_of_room_counts_for_everything_before_it() {
        for (int i = 1; i <= 11; i++) {
            add(By.TAG, "other" + i, null, i);
        }

        assertThat(reached(5, null)).isTrue();
        assertThat(reached(6, null)).isFalse();
        add(By.TAG, "t1", null, 20);
        assertThat(reached(19, null)).isTrue();
        assertThat(reached(20, null)).isFalse();
    }

    private void add(By by, @Nullable String value, @Nullable String userId, long position) {
        invalidations.add("acme", new ResultSelector(by, value, userId), position);
    }

    private boolean reached(long asOf, @Nullable String userId) {
        var question = new Question("planner", Json.EMPTY_OBJECT, null, "h", userId);
        return invalidations.reach(
                new ResultHead(
                        "acme",
                        "key",
                        "request",
                        userId,
                        asOf,
                        Instant.EPOCH,
                        null,
                        Selectors.ofResult("acme", "key", question, List.of("t1", "t2"))));
    }
}
