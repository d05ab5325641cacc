package dev.hansard.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.testing.TestDatabase;
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
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Views are made anew as operators ask for it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RebuildsTest {

    private static final String REBUILDS = "/v1/audit/rebuilds";
    private static final List<String> VIEWS =
            List.of(
                    "conversations-table",
                    "recent-messages",
                    "sessions",
                    "sessions-table",
                    "values",
                    "values-table");

    private static TestDatabase database;
    private static JdbcTemplate sql;
    private static LogWriter log;
    private static RunningQueryService service;
    private static int tests;

    /** Of each test its own. */
    private Tenant red;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        sql = new JdbcTemplate(database.dataSource());
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
        red = new Tenant("red" + ++tests, log, service);
        red.session("desk", "ann");
        red.talk("trip", "ann", "desk").saysTimes(30);
        red.talk("lunch", "ben", null).says("soup").deletes();
        red.user("ann", new UserStateSet("lang", null, Json.trusted("\"no\"")));
        red.put("rates", "eur", "1.10", null);
        read();
    }

    @Test
    void rows_that_were_changed_are_put_right_and_the_others_stay_as_they_are() {
        List<String> before = rows();
        database.execute(
                """
                update conversation_view set message_count = 3, user_id = 'eve' where id like '%trip';
                delete from conversation_view where id like '%lunch';
                insert into session_view
                select 'red/session/made', created_position, position, turn_count, version, created_at,
                       last_activity_at, tenant, user_id, status, ttl
                  from session_view where id like '%desk' limit 1;
                delete from value_view;
                insert into value_view values ('red entry rates made', 3)"""
                        .replace("red", red.name()));
        assertThat(rows()).isNotEqualTo(before);

        for (String table : List.of("conversations-table", "sessions-table", "values-table")) {
            Answer done = rebuilt(table);
            assertThat(done.<String>at("$.status")).isEqualTo("succeeded");
            assertThat(done.<Double>at("$.progress")).isEqualTo(1.0);
            assertThat(done.<String>at("$.view")).isEqualTo(table);
            assertThat(done.<Integer>at("$.eventsPerSecond")).isPositive();
            assertThat(done.body()).doesNotContain("etaSeconds", "problem");
        }

        assertThat(rows()).isEqualTo(before);
        assertThat(leftovers()).isZero();
        red.talk("later", "ann", null).says("it goes on");
        assertThat(red.get("/v1/conversations").ok().each("conversationId"))
                .containsExactly("trip", "later");
    }

    @Test
    void what_is_read_stays_the_same_while_each_view_is_made_anew() {
        List<String> before = read();
        for (String view : VIEWS) {
            assertThat(rebuilt(view).<String>at("$.status")).as(view).isEqualTo("succeeded");
            assertThat(read()).as(view).isEqualTo(before);
        }
    }

    @Test
    void rows_are_what_the_log_says_after_a_rebuild_beside_which_writes_went_on() throws Exception {
        var rebuilt = new CountDownLatch(1);
        CompletableFuture<Long> writing =
                CompletableFuture.supplyAsync(
                        () -> {
                            long written = 0;
                            var talk = red.talk("busy", "ann", "desk");
                            while (rebuilt.getCount() > 0) {
                                talk.says("word " + written++);
                                red.put("rates", "k" + written % 7, "2", null);
                            }
                            return written;
                        });
        try {
            for (int i = 0; i < 3; i++) {
                database.execute("update conversation_view set message_count = 0");
                VIEWS.forEach(
                        view ->
                                assertThat(rebuilt(view).<String>at("$.status"))
                                        .isEqualTo("succeeded"));
            }
        } finally {
            rebuilt.countDown();
        }
        assertThat(writing.get()).isPositive();
        read();
        assertThat(rebuilt("conversations-table").<String>at("$.status")).isEqualTo("succeeded");
        assertThat(differences()).isZero();
    }

    @Test
    void another_node_sees_and_cancels_a_rebuild_and_the_rows_stay_as_they_were() throws Exception {
        database.execute("update conversation_view set message_count = 3");
        List<String> before = rows();
        try (RunningQueryService other = startNode();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table hansard_rebuild.table_position in access exclusive mode");
            String location = begin("conversations-table").is(202).header("Location");
            await().until(() -> status(other, location).equals("running"));

            other.send("DELETE", location, null).is(204);
            twoBeats(location);
            connection.rollback();

            await().until(() -> status(other, location).equals("cancelled"));
            other.send("DELETE", location, null).is(204);
        }
        assertThat(rows()).isEqualTo(before);
        await().untilAsserted(() -> assertThat(leftovers()).isZero());
    }

    @Test
    void a_view_that_another_job_makes_anew_is_left_to_it() throws Exception {
        try (RunningQueryService other = startNode();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table hansard_rebuild.table_position in access exclusive mode");
            String first = begin("values-table").is(202).header("Location");
            await().until(() -> status(other, first).equals("running"));
            await().until(
                            () ->
                                    sql.queryForObject(
                                                    "select count(*) from pg_locks where not granted",
                                                    Long.class)
                                            > 0);
            String second =
                    other.send("POST", REBUILDS, "{\"view\":\"values-table\"}").header("Location");
            await().until(() -> status(other, second).equals("failed"));
            assertThat(other.get(second).ok().<String>at("$.problem")).contains("another node");
            connection.rollback();
            await().until(() -> status(other, first).equals("succeeded"));
        }
    }

    @Test
    void one_of_a_node_that_died_has_failed_and_what_it_left_is_in_nobody_s_way() {
        String location = begin("sessions-table").is(202).header("Location");
        finished(location);
        database.execute(
                """
                update job set status = 'running', finished_at = null,
                       seen_at = now() - interval '1 minute';
                create table hansard_rebuild.session_view (id text);
                create table hansard_rebuild.session_view_differing (id text);
                update hansard_rebuild.table_position set position = 7""");

        assertThat(status(service, location)).isEqualTo("failed");
        assertThat(rebuilt("sessions-table").<String>at("$.status")).isEqualTo("succeeded");
    }

    @Test
    void a_view_that_is_none_is_refused_with_those_that_are() {
        for (String body : List.of("{\"view\":\"nothing\"}", "{}")) {
            Answer refused = service.send("POST", REBUILDS, body);
            refused.refused(422, "invalid-request");
            assertThat(refused.body()).contains(String.join(", ", VIEWS));
        }
        service.get(REBUILDS + "/nothing").refused(404, "not-found");
        service.send("DELETE", REBUILDS + "/nothing", null).refused(404, "not-found");
    }

    private Answer rebuilt(String view) {
        return finished(begin(view).is(202).header("Location"));
    }

    private Answer begin(String view) {
        return service.send("POST", REBUILDS, "{\"view\":\"" + view + "\"}");
    }

    private Answer finished(String location) {
        await().until(() -> !List.of("queued", "running").contains(status(service, location)));
        return service.get(location).ok();
    }

    private static String status(RunningQueryService at, String location) {
        return at.get(location).ok().at("$.status");
    }

    /** So the node that runs it has asked, and taken the answer in, after this was called. */
    private void twoBeats(String location) {
        String id = location.substring(location.lastIndexOf('/') + 1);
        for (int i = 0; i < 2; i++) {
            String last = seen(id);
            await().until(() -> !seen(id).equals(last));
        }
    }

    private String seen(String id) {
        return sql.queryForObject("select seen_at::text from job where id = ?", String.class, id);
    }

    private long leftovers() {
        return sql.queryForObject(
                """
                select count(*) from pg_tables
                 where schemaname = 'hansard_rebuild' and tablename <> 'table_position'""",
                Long.class);
    }

    /** Those of the tenant, in all tables. */
    private List<String> rows() {
        return sql
                .queryForList(
                        """
                        select v::text from conversation_view v
                         union all select v::text from session_view v
                         union all select v::text from value_view v order by 1""",
                        String.class)
                .stream()
                .filter(row -> row.contains(red.name() + "/") || row.contains(red.name() + " "))
                .toList();
    }

    private int differences() {
        String location =
                service.send("POST", "/v1/audit/verifications", "{}", "Hansard-Tenant", red.name())
                        .header("Location");
        await().until(() -> red.getAsIs(location).ok().body().contains("finishedAt"));
        return red.getAsIs(location).ok().at("$.differenceCount");
    }

    /** What clients see, with everything written. */
    private List<String> read() {
        return List.of(
                        "/v1/conversations",
                        "/v1/conversations/trip/window",
                        "/v1/users/ann/messages",
                        "/v1/sessions",
                        "/v1/sessions/desk",
                        "/v1/users/ann/session",
                        "/v1/users/ann/state",
                        "/v1/tables/rates")
                .stream()
                .map(path -> red.get(path, "Prefer", "wait=30").ok().body())
                .toList();
    }

    private static RunningQueryService startNode() {
        return RunningQueryService.on(
                database, Clock.systemUTC(), "--hansard.audit.sample.users-per-minute=0");
    }
}
