package dev.hansard.query.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.util.List;

/** The query service over restarts: how it begins, and that nobody can tell. */
@Isolated("it reads what the whole process prints")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class CheckpointStartTest {

    private static final String REPLAY = "--hansard.read-model.start=replay";
    private static final String OFTEN = "--hansard.read-model.checkpoint-interval=100ms";

    private static final List<String> ASKED =
            List.of(
                    "/v1/users/ann/messages",
                    "/v1/users/ben/messages",
                    "/v1/users/ann/session",
                    "/v1/users/ann/profile",
                    "/v1/sessions/desk",
                    "/v1/sessions/desk/messages",
                    "/v1/conversations/one",
                    "/v1/conversations/one/window",
                    "/v1/conversations/two/window",
                    "/v1/conversations/three/window",
                    "/v1/tables/flights");

    private final TestDatabase database = TestDatabase.create();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T09:00:00Z"));
    private final LogWriter log = new LogWriter(database.dataSource(), clock);
    private final JdbcTemplate rows = new JdbcTemplate(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void both_ways_to_start_answer_the_same(CapturedOutput output) {
        long written;
        try (var first = node()) {
            written = before(first);
        }
        assertThat(output).as("of an empty log").doesNotContain("replays the whole log");
        long head = after();

        List<String> answers = answersOf(head);

        assertThat(answers.getFirst())
                .contains("\"no 31\"", "said after")
                .doesNotContain("\"no 29\"");
        assertThat(answersOf(head, REPLAY)).isEqualTo(answers);
        for (String view : List.of("recent-messages", "sessions", "values")) {
            assertThat(output)
                    .contains(view + " begins at its checkpoint at position " + written)
                    .contains(view + " replays the whole log: it was told to");
        }
    }

    @Test
    void two_nodes_write_the_same_checkpoint_and_a_third_goes_on_from_it(CapturedOutput output) {
        try (var first = node(OFTEN);
                var _ = node(OFTEN)) {
            long written = before(first);
            await().until(() -> checkpoints(written) == 3);
        }
        long head = after();

        assertThat(answersOf(head)).isEqualTo(answersOf(head, REPLAY));
        assertThat(output).doesNotContain("is written later");
    }

    @Test
    void damaged_rows_are_passed_over_and_said(CapturedOutput output) {
        try (var first = node()) {
            before(first);
        }
        int damaged =
                rows.update(
                        """
                        update view_checkpoint_row
                           set payload = set_byte(payload, 0, 255 - get_byte(payload, 0))""");
        assertThat(damaged).isPositive();
        long head = after();

        assertThat(answersOf(head)).isEqualTo(answersOf(head, REPLAY));
        assertThat(output)
                .contains("is read from the log alone: the row of default/user/ann is damaged");
    }

    @Test
    void a_checkpoint_of_another_log_is_refused(CapturedOutput output) {
        try (var first = node()) {
            before(first);
        }
        assertThat(rows.update("update view_checkpoint set leaf = sha256('another')")).isEqualTo(3);
        long head = after();

        assertThat(answersOf(head)).isEqualTo(answersOf(head, REPLAY));
        assertThat(output).contains("values replays the whole log: the checkpoint at position");
    }

    private RunningQueryService node(String... settings) {
        return RunningQueryService.on(database, clock, settings);
    }

    /** Half of what happens, read until the node has it. */
    private long before(RunningQueryService service) {
        var tenant = new Tenant("default", log, service);
        tenant.session("desk", "ann");
        tenant.talk("one", "ann", "desk").saysTimes(31).removes(29);
        tenant.talk("two", "ben", null).saysTimes(3).expires();
        tenant.state("desk", "ann", "step", "{\"at\":1.10}", null);
        long last = tenant.put("flights", "LH1", "{\"gate\":\"A1\"}", null);
        answers(service, last);
        return last;
    }

    /** The other half, while no node runs. */
    private long after() {
        var tenant = new Tenant("default", log, null);
        tenant.talk("three", "ann", "desk").says("said after");
        tenant.put("flights", "LH2", "2", null);
        return tenant.user("ann", new ProfileSet(Json.trusted("{\"name\":\"Ann\"}")));
    }

    /** What a node answers that is started for it. */
    private List<String> answersOf(long position, String... settings) {
        try (var node = node(settings)) {
            return answers(node, position);
        }
    }

    private static List<String> answers(RunningQueryService service, long position) {
        return ASKED.stream()
                .map(
                        path ->
                                service.get(
                                                path,
                                                "Hansard-Min-Position",
                                                "" + position,
                                                "Prefer",
                                                "wait=20")
                                        .body())
                .toList();
    }

    private int checkpoints(long position) {
        return rows.queryForObject(
                "select count(*) from view_checkpoint where position = ?", Integer.class, position);
    }
}
