package dev.hansard.command.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.events.EventFormat;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.PostgresEventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointSettings;
import dev.hansard.eventstore.checkpoint.CheckpointSettings.Start;
import dev.hansard.eventstore.checkpoint.CheckpointTables;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;
import dev.hansard.eventstore.testing.KillableCheckpoints;
import dev.hansard.eventstore.testing.TestDatabase;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Invariant 3 for what lives, on a real PostgreSQL: two nodes that follow and write as they come to
 * it, die anywhere and begin at the checkpoint or replay, know what a cold replay knows, byte for
 * byte.
 */
class ActivityCheckpointPropertyTest {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private static TestDatabase database;
    private static EventLog log;

    /** One process, where the test does what the follower and the timer do. */
    private static final class Node {
        private final ActivityIndex index = new ActivityIndex(user -> Set.of());
        private final KillableCheckpoints store =
                new KillableCheckpoints(new CheckpointTables(database.dataSource()));
        private final ViewCheckpoint checkpoint;

        Node(Start start) {
            checkpoint =
                    new ViewCheckpoint(
                            index,
                            store,
                            log,
                            new CheckpointSettings(start, Duration.ofHours(1), 1));
        }

        Node follow(int most) {
            List<RecordedEvent> events = log.read(checkpoint.resumeAfter(), most);
            if (!events.isEmpty()) {
                checkpoint.apply(events);
            }
            return this;
        }

        void write(boolean dies) {
            store.dies(dies);
            checkpoint.write();
        }
    }

    @BeforeContainer
    static void open() {
        database = TestDatabase.create();
        log = new PostgresEventLog(database.dataSource(), EventFormat.CURRENT::read);
    }

    @AfterContainer
    static void close() {
        database.close();
    }

    @Property(tries = 30)
    void every_start_knows_what_a_cold_replay_knows(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        database.clear();
        database.execute("truncate checkpoint, checkpoint_row");
        var random = new Random(seed);
        List<Node> nodes = new ArrayList<>(List.of(begin(random), begin(random)));
        try (Appender appender = appender()) {
            var script = new ActivityScript(random, appender);
            for (int step = 0; step < steps; step++) {
                script.step();
                int which = random.nextInt(2);
                Node node = nodes.get(which);
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> node.follow(1 + random.nextInt(8));
                    case 3, 4 -> node.write(false);
                    case 5 -> {
                        node.write(true);
                        nodes.set(which, begin(random));
                    }
                    case 6 -> nodes.set(which, begin(random));
                    default -> {}
                }
            }
        }
        var cold = new ActivityIndex(user -> Set.of());
        cold.apply(log.read(0, 1_000));
        List<String> known = knownTo(cold);
        assertThat(knownTo(new Node(Start.CHECKPOINT).follow(1_000).index)).isEqualTo(known);
        for (Node node : nodes) {
            node.follow(1_000).write(false);
        }
        assertThat(knownTo(new Node(Start.CHECKPOINT).follow(1_000).index)).isEqualTo(known);
        for (Node node : nodes) {
            assertThat(knownTo(node.index)).isEqualTo(known);
        }
    }

    /** All that an index knows, and what it would give out as due. */
    private static List<String> knownTo(ActivityIndex index) {
        index.takeBack();
        Stream<String> rows =
                index.take().rows().stream()
                        .map(row -> row.id() + HexFormat.of().formatHex(row.payload()));
        Stream<String> due =
                Stream.of(Kind.values())
                        .flatMap(kind -> index.takeDue(kind, END_OF_TIME, 100).stream())
                        .map(place -> place.aggregateId() + " " + place.key());
        return Stream.concat(rows, due).sorted().toList();
    }

    /** A replay throws away what there is: now and then, also while the other node goes on. */
    private static Node begin(Random random) {
        return new Node(random.nextInt(5) == 0 ? Start.REPLAY : Start.CHECKPOINT).follow(1);
    }

    private static Appender appender() {
        var meters = new SimpleMeterRegistry();
        var settings = EventStoreSettings.DEFAULT;
        return new Appender(
                database.dataSource(),
                EventFormat.CURRENT::read,
                Clock.systemUTC(),
                new CommitSignal(database.dataSource(), settings, meters),
                settings,
                meters);
    }
}
