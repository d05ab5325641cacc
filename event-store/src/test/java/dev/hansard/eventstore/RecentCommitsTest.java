package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecentCommitsTest {

    private static final int PAYLOAD = 10;

    private final RecentCommits recent = new RecentCommits(8, 8 * PAYLOAD);

    @Test
    void a_follower_gets_what_comes_right_after_its_position() {
        recent.add(events(1, 3));
        recent.add(events(4, 5));

        assertThat(after(0, 10)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(after(3, 10)).containsExactly(4L, 5L);
        assertThat(after(3, 1)).containsExactly(4L);
        assertThat(after(5, 10)).isEmpty();
        assertThat(after(6, 10)).isEmpty();
    }

    @Test
    void nothing_is_there_before_the_first_commit() {
        assertThat(after(0, 10)).isEmpty();
    }

    @Test
    void what_came_before_a_gap_is_forgotten() {
        recent.add(events(1, 3));
        recent.add(events(5, 6));

        assertThat(after(0, 10)).isEmpty();
        assertThat(after(3, 10)).isEmpty();
        assertThat(after(4, 10)).containsExactly(5L, 6L);
    }

    @Test
    void the_oldest_go_when_there_are_too_many() {
        recent.add(events(1, 6));
        recent.add(events(7, 10));

        assertThat(after(1, 10)).isEmpty();
        assertThat(after(2, 10)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void a_commit_larger_than_all_room_leaves_its_end() {
        recent.add(events(1, 20));

        assertThat(after(11, 10)).isEmpty();
        assertThat(after(12, 10)).hasSize(8);
    }

    @Test
    void the_oldest_go_when_they_are_too_large() {
        recent.add(events(1, 2));
        recent.add(List.of(event(3, 7 * PAYLOAD)));
        assertThat(after(0, 10)).isEmpty();
        assertThat(after(1, 10)).containsExactly(2L, 3L);

        recent.add(List.of(event(4, 9 * PAYLOAD)));
        assertThat(after(2, 10)).isEmpty();
        assertThat(after(3, 10)).isEmpty();

        recent.add(events(5, 12));
        assertThat(after(4, 10)).hasSize(8);
    }

    private List<Long> after(long position, int limit) {
        return recent.after(position, limit).stream().map(RecordedEvent::position).toList();
    }

    private static List<RecordedEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(p -> event(p, PAYLOAD)).toList();
    }

    private static RecordedEvent event(long position, int size) {
        byte[] payload = new byte[size];
        return new RecordedEvent(
                position,
                "id",
                "default",
                position,
                "thing",
                "a",
                position,
                "happened",
                1,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new byte[32],
                () -> payload,
                () -> payload);
    }
}
