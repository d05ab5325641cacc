package dev.hansard.eventstore.checkpoint;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointSettings.Start;
import dev.hansard.eventstore.testing.KillableCheckpoints;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A view that begins at its checkpoint, on tables of the event store. */
@Isolated("it listens to a logger that all use")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ViewCheckpointTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private TestDatabase database;
    private TestNode node;

    /** A view on a node, where the test does what the follower and the timer do. */
    private final class Viewing {
        private final Tally tally;
        private final ViewCheckpoint checkpoint;

        Viewing(int format, Start start, CheckpointStore store) {
            tally = new Tally(format);
            checkpoint =
                    new ViewCheckpoint(
                            tally, store, node.log(), new CheckpointSettings(start, HOUR, 1));
        }

        /** Where it begins; then it follows to the head. */
        long begin() {
            long from = checkpoint.resumeAfter();
            follow();
            return from;
        }

        Viewing follow() {
            List<RecordedEvent> events = node.log().read(checkpoint.resumeAfter(), 1_000);
            if (!events.isEmpty()) {
                checkpoint.apply(events);
            }
            return this;
        }

        void write() {
            checkpoint.write();
        }

        Map<String, Integer> counts() {
            return tally.counts();
        }
    }

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        node = TestNode.on(database.dataSource());
        said.start();
        logger().addAppender(said);
    }

    @AfterEach
    void close() {
        logger().detachAppender(said);
        node.close();
        database.close();
    }

    @Test
    void what_was_written_is_where_the_next_start_begins() {
        happen("a", "a", "b");
        leaveCheckpoint();
        happen("b");

        var next = view();

        assertThat(next.begin()).isEqualTo(3);
        assertThat(next.counts()).isEqualTo(Map.of("a", 2, "b", 2));
        assertThat(lastLine()).isEqualTo("tally begins at its checkpoint at position 3");
    }

    @Test
    void what_is_gone_is_gone_from_the_checkpoint_too() {
        happen("a", "b");
        var view = view();
        view.begin();
        view.write();
        over("a");
        view.follow().write();

        var next = view();

        assertThat(next.begin()).isEqualTo(3);
        assertThat(next.counts()).isEqualTo(Map.of("b", 1));
    }

    @Test
    void without_a_checkpoint_the_whole_log_is_replayed() {
        happen("a");

        replays(view(), "there is no checkpoint");
    }

    @Test
    void a_replay_can_be_asked_for_and_throws_the_checkpoint_away() {
        happen("a");
        leaveCheckpoint();

        replays(new Viewing(1, Start.REPLAY, tables()), "it was told to");
        assertThat(tables().read("tally")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_checkpoint_of_another_format_is_not_read(int format) {
        happen("a");
        var other = new Viewing(format, Start.CHECKPOINT, tables());
        other.begin();
        other.write();

        replays(
                new Viewing(2, Start.CHECKPOINT, tables()),
                "the checkpoint has format " + format + " and not 2");
    }

    @Test
    void a_damaged_row_makes_the_whole_checkpoint_useless() {
        happen("a", "b");
        leaveCheckpoint();
        database.execute(
                "update checkpoint_row set payload = set_byte(payload, 4, 57) where id = 'a'");

        replays(view(), "the checkpoint is damaged, the row of a is damaged");
    }

    @Test
    void a_checkpoint_beyond_the_end_of_the_log_is_not_of_it() {
        happen("a");
        leaveCheckpoint();
        database.execute("update checkpoint set position = 7");

        replays(view(), "the checkpoint at position 7 is beyond the end of the log");
    }

    @Test
    void a_checkpoint_of_another_log_is_told_by_the_leaf() {
        happen("a", "b");
        leaveCheckpoint();
        database.clear();
        sequences.clear();
        happen("a", "b", "c");

        replays(view(), "the checkpoint at position 2 is of another log");
    }

    @Test
    void a_writer_that_dies_half_way_leaves_the_checkpoint_before() {
        happen("a");
        leaveCheckpoint();
        happen("a");
        var store = new KillableCheckpoints(tables());
        var dying = new Viewing(1, Start.CHECKPOINT, store);
        dying.begin();
        store.dies(true);
        dying.write();

        var next = view();

        assertThat(next.begin()).isEqualTo(1);
        assertThat(next.counts()).isEqualTo(Map.of("a", 2));
    }

    @Test
    void what_could_not_be_written_is_written_the_next_time() {
        happen("a");
        var view = view();
        view.begin();
        database.execute("alter table checkpoint rename to away");
        view.write();
        assertThat(lastLine()).startsWith("the checkpoint of tally is written later");
        database.execute("alter table away rename to checkpoint");
        view.write();

        assertThat(view().begin()).isEqualTo(1);
    }

    @Test
    void a_node_that_is_behind_takes_nothing_back() {
        happen("a", "b");
        var slow = view();
        slow.begin();
        over("a");
        var fast = view();
        fast.begin();
        fast.write();
        slow.write();
        happen("c");
        slow.follow().write();

        var next = view();
        assertThat(next.begin()).isEqualTo(4);
        assertThat(next.counts()).isEqualTo(Map.of("b", 1, "c", 1));
    }

    @Test
    void what_changed_is_not_added_to_a_checkpoint_that_has_not_what_was_before() {
        happen("a", "b");
        var view = view();
        view.begin();
        view.write();
        tables().discard("tally");
        happen("b");
        view.follow().write();

        var next = view();
        assertThat(next.begin()).isEqualTo(3);
        assertThat(next.counts()).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void an_earlier_version_leaves_the_checkpoint_of_a_later_one_alone() {
        happen("a");
        var earlier = view();
        earlier.begin();
        var later = new Viewing(2, Start.CHECKPOINT, tables());
        later.begin();
        later.write();
        happen("a");
        earlier.follow().write();

        assertThat(lastLine())
                .isEqualTo("tally leaves its checkpoint to a later version, format 2");
        assertThat(new Viewing(2, Start.CHECKPOINT, tables()).begin()).isEqualTo(1);
    }

    @Test
    void the_settings_have_bounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointSettings(Start.REPLAY, Duration.ofMillis(99), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointSettings(Start.REPLAY, HOUR.plusSeconds(1), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointSettings(Start.REPLAY, HOUR, 0));
    }

    private void replays(Viewing view, String reason) {
        assertThat(view.checkpoint.resumeAfter()).isZero();
        assertThat(lastLine()).isEqualTo("tally replays the whole log: " + reason);
        view.follow();
        var cold = new Tally(1);
        cold.apply(node.log().read(0, 1_000));
        assertThat(view.counts()).isEqualTo(cold.counts());
    }

    private void leaveCheckpoint() {
        var view = view();
        view.begin();
        view.write();
    }

    private Viewing view() {
        return new Viewing(1, Start.CHECKPOINT, tables());
    }

    private CheckpointTables tables() {
        return new CheckpointTables(database.dataSource());
    }

    private void happen(String... aggregates) {
        for (String id : aggregates) {
            node.appender().append(append(event(id, next(id))));
        }
    }

    private void over(String id) {
        node.appender().append(append(typed("over", "default", id, next(id), null, null, null)));
    }

    private long next(String id) {
        return sequences.merge(id, 1L, Long::sum) - 1;
    }

    private String lastLine() {
        return said.list.getLast().getFormattedMessage();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ViewCheckpoint.class);
    }
}
