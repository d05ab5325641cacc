package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.hansard.allinone.e2e.Writers.Said;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Two command services write to the same conversations on one PostgreSQL. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TwoWritersTest {

    private static final int CLIENTS = 16;
    private static final int CONVERSATIONS = 50;
    private static final Duration SOON = Duration.ofMinutes(1);

    /** What docs/operations.md states: half of {@code hansard.event-store.lock-timeout}. */
    private static final Duration TURN_LOST_WITHIN = Duration.ofSeconds(5);

    @TempDir private static Path directory;
    private static ExternalPostgres postgres;
    private static RunningHansard one;
    private static RunningHansard two;

    @BeforeAll
    static void up() throws Exception {
        postgres = ExternalPostgres.in(directory.resolve("postgres"));
        one = start("one");
        two = start("two");
        one.awaitReady();
        two.awaitReady();
    }

    @AfterAll
    static void down() throws InterruptedException {
        for (RunningHansard service : new RunningHansard[] {one, two}) {
            if (service != null) {
                service.close();
            }
        }
        postgres.close();
    }

    @Test
    void nobody_hears_of_the_other_and_no_update_is_lost() throws Exception {
        List<String> conversations = conversations("shared");
        try (var writers =
                Writers.start(List.of(one.client(), two.client()), conversations, CLIENTS)) {
            writers.goOnFor(Soak.load());
            writers.stop();

            assertThat(writers.unexpected()).isEmpty();
            assertThat(writers.givenUp()).isEmpty();
            everySequenceOnce(writers);
            Ledger.hasNoGap(postgres);
            assertThat(messages(conversations)).isEqualTo(writers.count());
        }
    }

    @Test
    void one_that_is_paused_in_its_turn_does_not_hold_up_the_other() throws Exception {
        List<String> conversations = conversations("paused");
        try (var writers =
                Writers.start(List.of(one.client(), two.client()), conversations, CLIENTS)) {
            await().atMost(SOON).until(() -> writers.count() > 50);

            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(TwoWritersTest::pauseInItsTurn);
            int before = writers.count();
            await().atMost(TURN_LOST_WITHIN.plusSeconds(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> writers.count() > before + CLIENTS);
            one.resume();
            int resumed = writers.count();
            await().atMost(SOON).until(() -> writers.count() > resumed + 50);
            writers.stop();

            assertThat(writers.unexpected()).isEmpty();
            assertThat(writers.givenUp()).isEmpty();
            everySequenceOnce(writers);
            Ledger.hasNoGap(postgres);
            assertThat(messages(conversations)).isEqualTo(writers.count());
        } finally {
            one.resume();
        }
    }

    /** Pauses the first service, and lets it go on unless it happens to have its turn. */
    private static boolean pauseInItsTurn() throws Exception {
        one.pause();
        boolean hasTurn =
                postgres.number(
                                """
                                select count(*) from pg_locks join pg_stat_activity using (pid)
                                 where locktype = 'advisory' and granted
                                   and classid = x'48414e53'::bigint
                                   and objid = x'41524400'::bigint
                                   and application_name = 'one'
                                   and state = 'idle in transaction'""")
                        > 0;
        if (!hasTurn) {
            one.resume();
        }
        return hasTurn;
    }

    private static void everySequenceOnce(Writers writers) {
        Map<String, List<Long>> sequences =
                writers.said().stream()
                        .collect(groupingBy(Said::conversation, mapping(Said::sequence, toList())));
        assertThat(sequences)
                .allSatisfy(
                        (conversation, given) ->
                                assertThat(given)
                                        .containsExactlyInAnyOrderElementsOf(
                                                LongStream.rangeClosed(1, given.size())
                                                        .boxed()
                                                        .toList()));
    }

    private static long messages(List<String> conversations) throws Exception {
        String names = String.join("','default/conversation/", conversations);
        return postgres.number(
                """
                select count(*) from event where type = 'conversation.MessageAppended'
                   and aggregate_id in ('default/conversation/%s')"""
                        .formatted(names));
    }

    private static List<String> conversations(String prefix) {
        List<String> ids =
                IntStream.range(0, CONVERSATIONS).mapToObj(i -> prefix + "-" + i).toList();
        ids.forEach(
                id ->
                        one.client()
                                .put("/v1/conversations/" + id, "{\"userId\":\"" + prefix + "\"}")
                                .expect(201));
        return ids;
    }

    private static RunningHansard start(String name) throws Exception {
        return Launch.commandService(directory.resolve(name))
                .with(postgres.environment())
                .with("SPRING_DATASOURCE_URL", postgres.url() + "?ApplicationName=" + name)
                .start();
    }
}
