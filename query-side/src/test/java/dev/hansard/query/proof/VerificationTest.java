package dev.hansard.query.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestSigning;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/** Signed heads and verifications as auditors ask for them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VerificationTest {

    private static final String VERIFICATIONS = "/v1/audit/verifications";

    @TempDir static Path directory;
    private static TestDatabase database;
    private static LogWriter log;
    private static RunningQueryService service;
    private static int tests;

    /** Of each test its own. */
    private Tenant tenant;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), Clock.systemUTC());
        service = startNode();
    }

    @AfterAll
    static void stop() {
        service.close();
        database.close();
    }

    @BeforeEach
    void talk() {
        tenant = new Tenant("red" + ++tests, log, service);
        tenant.talk("a", "ann", null).says("one").says("two");
    }

    @Test
    void a_verification_says_how_much_it_checked_and_what_nobody_vouches_for_yet() {
        Answer begun = begin(service, null).is(202);
        assertThat(begun.<String>at("$.status")).isIn("queued", "running", "succeeded");

        Answer done = finished(begun.header("Location"));

        assertThat(done.<String>at("$.status")).isEqualTo("succeeded");
        assertThat(done.<Double>at("$.progress")).isEqualTo(1.0);
        assertThat(done.<Integer>at("$.eventsChecked")).isEqualTo(3);
        assertThat(done.<Integer>at("$.unsignedEvents")).isEqualTo(3);
        assertThat(done.<String>at("$.head")).matches("[0-9a-f]{64}");
        assertThat(done.<String>at("$.startedAt")).isNotNull();
        assertThat(done.body()).doesNotContain("firstBadPosition", "problem");
    }

    @Test
    void the_last_signed_head_is_what_a_verification_comes_to() throws Exception {
        tenant.getAsIs("/v1/audit/head").refused(404, "not-found");
        sign();

        Answer head = tenant.get("/v1/audit/head").ok();

        assertThat(head.position()).isEqualTo(tenant.written());
        assertThat(head.<String>at("$.tenant")).isEqualTo(tenant.name());
        assertThat(head.<Integer>at("$.tenantSequence")).isEqualTo(3);
        assertThat(Base64.getDecoder().decode(head.<String>at("$.publicKey"))).hasSize(44);
        assertThat(Base64.getDecoder().decode(head.<String>at("$.signature"))).hasSize(64);
        Answer done = verified("{\"expectedHead\":\"%s\"}".formatted(head.<String>at("$.head")));
        assertThat(done.<String>at("$.head")).isEqualTo(head.<String>at("$.head"));
        assertThat(done.<Integer>at("$.unsignedEvents")).isZero();
        assertThat(done.<Boolean>at("$.keysTrusted")).isTrue();
        service.get("/v1/audit/head", "Hansard-Tenant", "blue").refused(404, "not-found");
    }

    @Test
    void who_has_just_written_waits_for_the_signature() throws Exception {
        tenant.get("/v1/audit/head", "Prefer", "wait=0").refused(503, "read-model-behind");
        sign();
        tenant.get("/v1/audit/head", "Prefer", "wait=0").ok();
    }

    @Test
    void a_bad_position_and_an_unknown_head_are_told() throws Exception {
        sign();
        Answer unknown = verified("{\"expectedHead\":\"%s\"}".formatted("ab".repeat(32)));
        assertThat(unknown.<String>at("$.status")).isEqualTo("succeeded");
        assertThat(unknown.<String>at("$.problem")).contains("expected head");

        long second = tenant.written() - 1;
        database.execute("update event set user_id = 'ben' where position = " + second);

        Answer done = verified("{}");
        assertThat(done.<Integer>at("$.firstBadPosition")).isEqualTo((int) second);
        assertThat(done.<Integer>at("$.eventsChecked")).isEqualTo(1);
        assertThat(done.<String>at("$.problem")).isNotBlank();
    }

    @Test
    void any_node_answers_and_another_tenant_gets_nothing() {
        String location = begin(service, "{}").header("Location");
        finished(location);

        try (RunningQueryService other = startNode()) {
            assertThat(other.get(location, "Hansard-Tenant", tenant.name()).ok().body())
                    .isEqualTo(tenant.getAsIs(location).ok().body());
            other.get(location, "Hansard-Tenant", "blue").refused(404, "not-found");
        }
    }

    @Test
    void one_of_a_node_that_died_is_seen_as_failed() {
        String location = begin(service, "{}").header("Location");
        finished(location);
        database.execute(
                """
                update job set status = 'running', finished_at = null,
                       seen_at = now() - interval '1 minute'
                 where id = '%s'"""
                        .formatted(location.substring(location.lastIndexOf('/') + 1)));

        Answer lost = tenant.getAsIs(location).ok();

        assertThat(lost.<String>at("$.status")).isEqualTo("failed");
        assertThat(lost.<String>at("$.problem")).contains("node");
        assertThat(lost.<String>at("$.finishedAt")).isNotNull();
    }

    @Test
    void so_many_may_wait_and_a_stop_ends_them_as_failed() throws SQLException {
        String running;
        try (RunningQueryService node = startNode();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table signing_key in access exclusive mode");
            running = begin(node, "{}").header("Location");
            await().until(() -> status(running).equals("running"));
            begin(node, "{}").is(202);
            begin(node, "{}").is(202);
            begin(node, "{}").refused(503, "overloaded");

            node.close();
            connection.rollback();
        }
        assertThat(status(running)).isEqualTo("failed");
    }

    @Test
    void a_head_that_is_none_is_refused() {
        for (String wrong : List.of("", "x", "a".repeat(63), "g".repeat(64))) {
            begin(service, "{\"expectedHead\":\"%s\"}".formatted(wrong))
                    .refused(422, "invalid-request");
        }
        tenant.getAsIs(VERIFICATIONS + "/nothing").refused(404, "not-found");
    }

    private Answer verified(String body) {
        return finished(begin(service, body).is(202).header("Location"));
    }

    private Answer begin(RunningQueryService at, String body) {
        return at.send("POST", VERIFICATIONS, body, "Hansard-Tenant", tenant.name());
    }

    private Answer finished(String location) {
        await().until(() -> List.of("succeeded", "failed").contains(status(location)));
        return tenant.getAsIs(location).ok();
    }

    private String status(String location) {
        return tenant.getAsIs(location).ok().at("$.status");
    }

    private static void sign() throws Exception {
        new TestSigning(database, directory).sign();
    }

    private static RunningQueryService startNode() {
        return RunningQueryService.on(
                database,
                Clock.systemUTC(),
                "--hansard.audit.signing-key-file=" + directory.resolve("signing-key"),
                "--hansard.audit.heads-file=" + directory.resolve("signed-heads.ndjson"),
                "--hansard.audit.verifications-waiting=2");
    }
}
