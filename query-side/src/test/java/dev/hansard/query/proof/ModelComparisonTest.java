package dev.hansard.query.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Talk;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A verification compares read models with the log, too. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ModelComparisonTest {

    private static final String VERIFICATIONS = "/v1/audit/verifications";

    private static TestDatabase database;
    private static LogWriter log;
    private static RunningQueryService service;
    private static int tests;

    /** Of each test its own. */
    private Tenant red;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), Clock.systemUTC());
        service =
                RunningQueryService.on(
                        database, Clock.systemUTC(), "--hansard.audit.sample.users-per-minute=0");
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
        red.talk("trip", "ann", "desk").saysTimes(30).removes(28).compacts("so far", 2);
        red.talk("lunch", "ben", null).says("soup").clears().says("bread");
        red.state("desk", "ann", "flow", "1", null);
        red.user("ann", new ProfileSet(Json.trusted("{\"a\":1}")));
        red.user("ann", new UserStateSet("lang", null, Json.trusted("\"no\"")));
        red.put("rates", "eur", "1.10", null);
        new Tenant("blue" + tests, log, service).talk("trip", "ann", null).says("other");
        tablesAreThere();
        read("/v1/conversations/trip/window", "/v1/users/ann/messages", "/v1/sessions/desk");
        read("/v1/users/ann/session", "/v1/users/ann/profile", "/v1/tables/rates/eur");
    }

    @Test
    void nothing_differs_where_nobody_changed_anything() {
        Answer done = verified();

        assertThat(done.<Integer>at("$.differenceCount")).isZero();
        assertThat(done.<List<Object>>at("$.differences")).isEmpty();
        assertThat(done.<Integer>at("$.eventsChecked")).isEqualTo(43);
    }

    @Test
    void a_row_that_was_changed_in_each_table() {
        execute(
                """
                update conversation_view set message_count = 3 where id = 'red/conversation/trip';
                update session_view set turn_count = 7, user_id = 'ben' where id = 'red/session/desk';
                update value_view set position = 1 where id = 'red user ann profile'""");

        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "conversations-table ann conversation/trip messageCount",
                        "sessions-table ann session/desk userId, turnCount",
                        "values-table ann user/ann position");
    }

    @Test
    void a_row_that_is_missing_in_each_table() {
        execute(
                """
                delete from conversation_view where id = 'red/conversation/trip';
                delete from session_view where id = 'red/session/desk';
                delete from value_view where id in ('red user ann state lang', 'red entry rates eur')""");

        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "conversations-table ann conversation/trip is missing",
                        "sessions-table ann session/desk is missing",
                        "values-table ann user/ann is missing",
                        "values-table null entry/rates/eur is missing");
    }

    @Test
    void a_row_that_was_put_in_each_table() {
        String unknown = "is there, and the log knows nothing of it";
        execute(
                """
                drop table if exists copy;
                create temp table copy as select * from conversation_view where id = 'red/conversation/trip';
                update copy set id = 'red/conversation/made', user_id = 'eve';
                insert into conversation_view select * from copy;
                insert into session_view
                select 'red/session/made', created_position, position, turn_count, version, created_at,
                       last_activity_at, tenant, user_id, status, ttl
                  from session_view where id = 'red/session/desk';
                insert into value_view values ('red user ann state made', 3),
                       ('red user eve profile', 3), ('red entry rates made', 3), ('red nonsense', 3)""");

        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "conversations-table null conversation/made " + unknown,
                        "sessions-table null session/made " + unknown,
                        "values-table ann user/ann " + unknown,
                        "values-table eve user/eve " + unknown,
                        "values-table null entry/rates/made " + unknown,
                        "values-table null " + red.name() + " nonsense is a row about nothing");
    }

    @Test
    void a_row_that_lists_would_find_elsewhere_and_one_that_cannot_be_read() {
        execute(
                """
                update conversation_view set created_position = 1 where id = 'red/conversation/trip';
                update session_view set ttl = 'never ever' where id = 'red/session/desk'""");

        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "conversations-table ann conversation/trip place in lists",
                        "sessions-table ann session/desk cannot be replayed or read:"
                                + " IllegalArgumentException");
    }

    @Test
    void all_are_counted_and_the_first_are_told_without_anything_that_was_said() {
        for (int i = 0; i < 120; i++) {
            red.put("rates", "k" + i, "\"secret\"", null);
        }
        tablesAreThere();
        execute("delete from value_view where id like 'red entry rates k%'");

        Answer done = verified();

        assertThat(done.<Integer>at("$.differenceCount")).isEqualTo(120);
        assertThat(done.<List<Object>>at("$.differences")).hasSize(100);
        assertThat(done.body()).doesNotContain("secret");
    }

    @Test
    void nothing_differs_while_writes_and_reads_go_on() throws Exception {
        var compared = new CountDownLatch(1);
        CompletableFuture<Integer> writing =
                CompletableFuture.supplyAsync(() -> writeUntil(compared));
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(differences()).isEmpty();
            }
        } finally {
            compared.countDown();
        }
        assertThat(writing.get()).isPositive();
        tablesAreThere();
        assertThat(differences()).isEmpty();
    }

    /** With the tenant in the place of its colour. */
    private void execute(String sql) {
        database.execute(sql.replace("red", red.name()));
    }

    private int writeUntil(CountDownLatch end) {
        var random = new Random(7);
        Talk[] talks = new Talk[5];
        for (int i = 0; i < talks.length; i++) {
            talks[i] = red.talk("talk" + i, i % 2 == 0 ? "ann" : "cho", i == 0 ? "desk" : null);
        }
        int written = 0;
        while (end.getCount() > 0) {
            Talk talk = talks[random.nextInt(talks.length)];
            switch (random.nextInt(8)) {
                case 0 -> talk.clears();
                case 1 -> red.session("desk", "ann", new SessionReset());
                case 2 -> red.state("desk", "ann", "k" + written % 3, "2", null);
                case 3 -> red.put("rates", "k" + written % 5, "3", null);
                case 4 -> read("/v1/users/ann/messages", "/v1/sessions/desk");
                default -> talk.says("word " + written);
            }
            written++;
        }
        return written;
    }

    /** Also tells the service to have the tables there. */
    private void tablesAreThere() {
        for (String list : List.of("/v1/conversations", "/v1/sessions", "/v1/tables")) {
            red.get(list, "Prefer", "wait=30").ok();
        }
    }

    private void read(String... paths) {
        for (String path : paths) {
            red.get(path, "Prefer", "wait=30").ok();
        }
    }

    /** View, user, thing and what differs. */
    private List<String> differences() {
        Answer done = verified();
        int count = done.<List<Object>>at("$.differences").size();
        return IntStream.range(0, count)
                .mapToObj(i -> "$.differences[" + i + "].")
                .map(
                        at ->
                                String.join(
                                        " ",
                                        done.<String>at(at + "view"),
                                        user(done, at),
                                        done.<String>at(at + "id"),
                                        done.<String>at(at + "difference")))
                .toList();
    }

    private static String user(Answer done, String at) {
        List<String> users = done.at(at.replace("].", "]..userId"));
        return users.isEmpty() ? "null" : users.getFirst();
    }

    private Answer verified() {
        String location =
                service.send("POST", VERIFICATIONS, "{}", "Hansard-Tenant", red.name())
                        .is(202)
                        .header("Location");
        await().until(
                        () ->
                                !status(location).equals("queued")
                                        && !status(location).equals("running"));
        Answer done = service.get(location, "Hansard-Tenant", red.name()).ok();
        assertThat(done.<String>at("$.status")).isEqualTo("succeeded");
        return done;
    }

    private String status(String location) {
        return service.get(location, "Hansard-Tenant", red.name()).ok().at("$.status");
    }
}
