package dev.hansard.command.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DueQueueTest {

    private final Set<Due> current = new HashSet<>();
    private final DueQueue queue = new DueQueue(current::contains);

    @Test
    void the_earliest_comes_first() {
        queue.add(due(3));
        queue.add(due(1));
        queue.add(due(2));

        assertThat(queue.poll(Instant.ofEpochSecond(2))).isEqualTo(due(1));
        assertThat(queue.poll(Instant.ofEpochSecond(2))).isEqualTo(due(2));
        assertThat(queue.poll(Instant.ofEpochSecond(2))).isNull();
    }

    @Test
    void places_that_nobody_has_any_more_do_not_pile_up() {
        for (int i = 0; i < 100; i++) {
            current.add(due(i));
            queue.add(due(i));
        }
        for (int i = 100; i < 100_000; i++) {
            queue.add(due(i));
        }

        assertThat(queue.size()).isLessThan(5_000);
        for (int i = 0; i < 100; i++) {
            assertThat(queue.poll(Instant.MAX)).isEqualTo(due(i));
        }
    }

    private static Due due(long second) {
        return new Due(Instant.ofEpochSecond(second), "acme/session/" + second, null);
    }
}
