package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.AppendContext.Quiet;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AppendRefusalTest {

    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private static TestDatabase database;
    private static TestNode node;
    private static Appender appender;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
        node = TestNode.on(database.dataSource(), CLOCK);
        appender = node.appender();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyStore() {
        database.clear();
    }

    @Test
    void of_a_command_over_several_aggregates_nothing_is_written_when_one_place_is_taken() {
        appender.append(append(event("b", 0)));

        assertThatExceptionOfType(AlreadyRecordedException.class)
                .isThrownBy(() -> appender.append(append(event("a", 0), event("b", 0))));

        assertThat(node.log().head()).isEqualTo(1);
        assertThat(node.log().readAggregate("a", 0, 10)).isEmpty();
        assertThat(refused("sequence")).isPositive();
    }

    @Test
    void two_events_of_one_append_cannot_take_the_same_place() {
        assertThatExceptionOfType(AlreadyRecordedException.class)
                .isThrownBy(() -> appender.append(append(event("a", 0), event("a", 0))));
    }

    @Test
    void all_dedupe_keys_that_are_taken_are_named() {
        appender.append(append(keyed("a", 0, "m1"), keyed("a", 1, "m2"), keyed("b", 0, "m3")));

        var refusal =
                catchThrowableOfType(
                        DedupeKeyTakenException.class,
                        () ->
                                appender.append(
                                        append(
                                                keyed("a", 2, "m1"),
                                                keyed("a", 3, "m3"),
                                                keyed("a", 4, "m2"))));

        assertThat(refusal.aggregateId()).isEqualTo("a");
        assertThat(refusal.keys()).containsExactly("m1", "m2");
        assertThat(node.log().head()).isEqualTo(3);
    }

    @Test
    void a_dedupe_key_used_twice_in_one_append_is_refused() {
        var refusal =
                catchThrowableOfType(
                        DedupeKeyTakenException.class,
                        () -> appender.append(append(keyed("a", 0, "m"), keyed("a", 1, "m"))));

        assertThat(refusal.keys()).containsExactly("m");
    }

    @Test
    void a_command_that_counts_on_quiet_is_refused_after_an_event_of_the_context() {
        long looked = appender.append(append(event("other", 0))).lastPosition();
        appender.append(append(event("default", "c1", 0, null, "s1", null)));

        assertThatExceptionOfType(NotQuietException.class)
                .isThrownBy(() -> appender.append(append(quiet("s1", looked), event("s1", 0))));
        appender.append(append(quiet("s1", looked + 1), event("s1", 0)));

        assertThatExceptionOfType(NotQuietException.class)
                .as("an event of the aggregate itself counts too")
                .isThrownBy(() -> appender.append(append(quiet("s1", looked + 1), event("s1", 1))));
        assertThat(node.log().head()).isEqualTo(3);
    }

    @Test
    void the_same_idempotency_key_is_answered_from_the_first_command() {
        AppendReceipt receipt = appender.append(append(context("k", "answer"), event("a", 0)));

        var refusal =
                catchThrowableOfType(
                        IdempotencyKeyTakenException.class,
                        () -> appender.append(append(context("k", "late"), event("a", 1))));

        assertThat(refusal.kept().receipt()).isEqualTo(receipt);
        assertThat(refusal.kept().answer()).asString().isEqualTo("answer");
        assertThat(refusal.kept().requestHash()).asString().isEqualTo("hash of k");
        assertThat(node.log().head()).isEqualTo(1);
        assertThat(node.answers().keptAnswer("default", "k"))
                .hasValueSatisfying(kept -> assertThat(kept.receipt()).isEqualTo(receipt));
        assertThat(node.answers().keptAnswer("other", "k")).isEmpty();
    }

    @Test
    void of_concurrent_commands_with_one_key_one_writes_and_all_get_its_answer() throws Exception {
        TestNode other = TestNode.on(database.anotherNode(), CLOCK);
        List<Callable<AppendReceipt>> commands =
                IntStream.range(0, 16)
                        .<Callable<AppendReceipt>>mapToObj(
                                i -> () -> receiptOrKept((i % 2 == 0 ? node : other).appender(), i))
                        .toList();

        List<Future<AppendReceipt>> receipts;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            receipts = threads.invokeAll(commands);
        }

        assertThat(receipts).extracting(Future::get).containsOnly(receipts.getFirst().get());
        assertThat(node.log().head()).isEqualTo(1);
    }

    private static AppendReceipt receiptOrKept(Appender by, int number) {
        try {
            return by.append(append(context("race", "x"), event("a" + number, 0)));
        } catch (IdempotencyKeyTakenException taken) {
            return taken.kept().receipt();
        }
    }

    @Test
    void a_key_is_free_again_after_its_time() {
        appender.append(append(context("k", "old"), event("a", 0)));
        CLOCK.move(Duration.ofHours(24));

        assertThat(node.answers().keptAnswer("default", "k")).isEmpty();
        appender.append(append(context("k", "new"), event("a", 1)));

        assertThat(node.answers().keptAnswer("default", "k"))
                .hasValueSatisfying(kept -> assertThat(kept.answer()).asString().isEqualTo("new"));
    }

    @Test
    void a_command_without_events_can_keep_its_answer() {
        AppendReceipt last = appender.append(append(event("a", 0)));
        AppendContext context = context("k", "nothing to do");

        AppendReceipt receipt = appender.keepAnswer(context);

        assertThat(receipt).isEqualTo(new AppendReceipt(2, 1, last.recordedAt()));
        assertThat(context.receipt()).isEqualTo(receipt);
        assertThat(node.answers().keptAnswer("default", "k"))
                .hasValueSatisfying(kept -> assertThat(kept.receipt()).isEqualTo(receipt));
        assertThatExceptionOfType(IdempotencyKeyTakenException.class)
                .isThrownBy(() -> appender.keepAnswer(context("k", "again")));
    }

    @Test
    void a_command_without_events_and_key_learns_where_the_head_is() {
        AppendReceipt empty = appender.keepAnswer(new AppendContext(null));

        assertThat(empty).isEqualTo(new AppendReceipt(1, 0, Instant.EPOCH));
    }

    @Test
    void old_answers_are_forgotten_in_small_steps() {
        for (int i = 0; i < 5; i++) {
            appender.keepAnswer(context("k" + i, "x"));
        }
        CLOCK.move(Duration.ofHours(25));
        appender.keepAnswer(context("young", "x"));

        assertThat(node.answers().forgetOld(3)).isEqualTo(3);
        assertThat(node.answers().forgetOld(3)).isEqualTo(2);
        assertThat(node.answers().forgetOld(3)).isZero();
        assertThat(node.answers().keptAnswer("default", "young")).isPresent();
    }

    @Test
    void what_was_appended_is_counted() {
        double events = node.meters().counter("hansard.events.appended").count();
        double bytes = node.meters().counter("hansard.events.bytes").count();

        appender.append(append(event("a", 0), event("a", 1)));

        assertThat(node.meters().counter("hansard.events.appended").count()).isEqualTo(events + 2);
        assertThat(node.meters().counter("hansard.events.bytes").count())
                .isEqualTo(bytes + 2 * "payload of a 0".length());
        assertThat(node.meters().timer("hansard.append.time").count()).isPositive();
    }

    private static double refused(String reason) {
        return node.meters().counter("hansard.append.refused", "reason", reason).count();
    }

    private static AppendContext context(String key, String answer) {
        var context =
                new AppendContext(new Idempotency("default", key, ("hash of " + key).getBytes()));
        context.keepAnswer(answer.getBytes());
        return context;
    }

    private static AppendContext quiet(String context, long since) {
        var quiet = new AppendContext(null);
        quiet.requireQuiet(new Quiet(context, since));
        return quiet;
    }
}
