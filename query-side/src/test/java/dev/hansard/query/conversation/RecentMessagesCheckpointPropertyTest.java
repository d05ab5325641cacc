package dev.hansard.query.conversation;

import static dev.hansard.query.conversation.RecentMessagesNode.TAIL;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointSettings.Start;
import dev.hansard.query.LogWriter;
import dev.hansard.query.checkpoint.CheckpointDatabase;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import org.springframework.util.unit.DataSize;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Invariant 3 over restarts, on a real PostgreSQL: two nodes that follow, read, evict and write as
 * they come to it, die anywhere, find rows damaged and begin at a checkpoint or replay, answer what
 * a cold replay gives, byte for byte.
 */
class RecentMessagesCheckpointPropertyTest {

    private static CheckpointDatabase database;

    @BeforeContainer
    static void open() {
        database = new CheckpointDatabase();
    }

    @AfterContainer
    static void close() {
        database.close();
    }

    @Property(tries = 15)
    void every_start_answers_what_a_cold_replay_gives(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int steps) {
        database.clear();
        var random = new Random(seed);
        var script = new ConversationScript(random);
        var writer = new LogWriter(database.dataSource(), Clock.systemUTC());
        List<RecentMessagesNode> nodes = new ArrayList<>(List.of(begin(random), begin(random)));
        for (int step = 0; step < steps; step++) {
            write(writer, script.step());
            int which = random.nextInt(2);
            RecentMessagesNode node = nodes.get(which);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> node.follow(1 + random.nextInt(10));
                case 4, 5 -> node.write(false);
                case 6 -> node.ofUser(some(ConversationScript.USERS, random));
                case 7 -> node.ofSession(some(ConversationScript.SESSIONS, random));
                case 8 -> {
                    node.write(true);
                    nodes.set(which, begin(random));
                }
                case 9 -> nodes.set(which, begin(random));
                case 10 -> damage(random);
                default -> {}
            }
        }
        var cold = ColdReplay.of(database.log());
        check(new RecentMessagesNode(database, Start.CHECKPOINT, room(random), 100), cold, script);
        for (RecentMessagesNode node : nodes) {
            check(node, cold, script);
            node.write(false);
        }
        var last = new RecentMessagesNode(database, Start.CHECKPOINT, room(random), 100);
        assertThat(last.position()).isEqualTo(steps);
        check(last, cold, script);
    }

    private static void check(RecentMessagesNode node, ColdReplay cold, ConversationScript script) {
        node.follow(1_000);
        for (String user : ConversationScript.USERS) {
            assertThat(text(node.ofUser(user))).as(user).isEqualTo(last(cold.ofUser(user)));
        }
        for (String session : ConversationScript.SESSIONS) {
            assertThat(text(node.ofSession(session)))
                    .as(session)
                    .isEqualTo(last(cold.ofSession(session)));
        }
        for (String conversation : script.conversations()) {
            ConversationModel model = node.conversation(conversation);
            assertThat(model.facts()).isEqualTo(cold.facts(conversation));
            assertThat(text(model.tail())).isEqualTo(last(cold.of(conversation)));
            assertThat(model.summary()).isEqualTo(cold.summary(conversation));
            assertThat(model.metadata()).isEqualTo(cold.metadata(conversation));
        }
    }

    private static RecentMessagesNode begin(Random random) {
        Start start = random.nextInt(6) == 0 ? Start.REPLAY : Start.CHECKPOINT;
        return new RecentMessagesNode(database, start, room(random), 1 + random.nextInt(6))
                .follow(1);
    }

    private static DataSize room(Random random) {
        return DataSize.ofBytes(random.nextBoolean() ? 1_000 : 1_000_000);
    }

    /** Of one row, or all of them become those of an earlier version. */
    private static void damage(Random random) {
        if (random.nextInt(4) == 0) {
            database.execute("update view_checkpoint set format = 0");
            return;
        }
        database.execute(
                """
                update view_checkpoint_row set payload = set_byte(payload, %d, %d)
                 where id = (select min(id) from view_checkpoint_row)"""
                        .formatted(random.nextInt(9), random.nextInt(256)));
    }

    private static void write(LogWriter writer, RecordedEvent made) {
        String context = made.context();
        String session = context == null ? null : AggregateId.parse(context).id();
        long position =
                writer.append(
                        AggregateId.parse(made.aggregateId()),
                        made.userId(),
                        session,
                        made.payload());
        assertThat(position).isEqualTo(made.position());
    }

    private static String some(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }

    private static List<String> last(Stream<Message> messages) {
        List<Message> all = messages.sorted(Comparator.comparingLong(Message::position)).toList();
        return text(all.subList(Math.max(0, all.size() - TAIL), all.size()));
    }

    private static List<String> text(List<Message> messages) {
        return messages.stream().map(message -> new String(message.json(), UTF_8)).toList();
    }
}
