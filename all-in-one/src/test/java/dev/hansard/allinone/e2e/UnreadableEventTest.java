package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** An event that this version cannot read stops its view, is named in health, and nothing else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnreadableEventTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** A copy of the last event of a session under a type that only a later version knows. */
    private static final String FROM_A_LATER_VERSION =
            """
            with head as (update log_head set position = position + 1 returning position),
                 tenant as (update tenant_head set sequence = sequence + 1 returning sequence)
            insert into event
            select head.position, tenant.sequence, e.sequence + 1, e.recorded_at, e.revision, e.format,
                   gen_random_uuid(), e.leaf, e.tenant, e.aggregate_type, e.aggregate_id,
                   'session.FromTheFuture', e.user_id, e.context, null, e.actor_key_id, e.actor_role,
                   e.correlation_id, e.causation_id, e.idempotency_key, e.metadata, e.payload
            from event e, head, tenant
            where e.aggregate_type = 'session' order by e.position desc limit 1""";

    private static final String DAMAGE_THE_LAST_MESSAGE =
            """
            update event set payload = substring(payload from 1 for 16) || '\\x7b21'::bytea
            where position = (select max(position) from event where type = 'conversation.MessageAppended')""";

    @TempDir private Path directory;
    private ExternalPostgres postgres;

    @BeforeEach
    void start() {
        postgres = ExternalPostgres.in(directory.resolve("postgres"));
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void an_unknown_type_stops_the_sessions_and_nothing_else() throws Exception {
        long position;
        try (var hansard = InProcessHansard.start(postgres.properties())) {
            HansardClient client = hansard.client();
            prepare(client);
            assertThat(postgres.update(FROM_A_LATER_VERSION)).isEqualTo(1);
            postgres.execute("notify hansard_log");
            position = postgres.number("select position from log_head");

            namedInHealth(client, "sessions", position, "session.FromTheFuture");
            conversationsGoOn(client, "live");
        }
        try (var again = InProcessHansard.start(postgres.properties())) {
            HansardClient client = again.client();
            namedInHealth(client, "sessions", position, "session.FromTheFuture");
            conversationsGoOn(client, "after a restart");
            isBehind(client, "/v1/sessions/broken");
        }
    }

    @Test
    void a_damaged_payload_stops_the_messages_and_nothing_else() throws Exception {
        long position;
        try (var hansard = InProcessHansard.start(postgres.properties())) {
            prepare(hansard.client());
        }
        assertThat(postgres.update(DAMAGE_THE_LAST_MESSAGE)).isEqualTo(1);
        position =
                postgres.number(
                        "select max(position) from event where type = 'conversation.MessageAppended'");

        // A checkpoint would begin behind the damage.
        try (var again = InProcessHansard.start(replaying(postgres.properties()))) {
            HansardClient client = again.client();
            namedInHealth(client, "recent-messages", position, "conversation.MessageAppended");
            isBehind(client, "/v1/conversations/whole/window");
            isBehind(client, "/v1/users/whole-user/messages");
            Answer set =
                    client.put("/v1/sessions/broken/state/k", "{\"value\":\"new\"}").expect(204);
            assertThat(client.after(set).get("/v1/sessions/broken").expect(200).body())
                    .contains("\"k\":\"new\"");
        }
    }

    private static String[] replaying(String... properties) {
        return Stream.concat(Stream.of(properties), Stream.of("--hansard.read-model.start=replay"))
                .toArray(String[]::new);
    }

    private static void prepare(HansardClient client) {
        client.post("/v1/sessions", "{\"userId\":\"broken-user\",\"sessionId\":\"broken\"}")
                .expect(201);
        client.put("/v1/sessions/broken/state/k", "{\"value\":1}").expect(204);
        client.put("/v1/conversations/whole", "{\"userId\":\"whole-user\"}").expect(201);
        Answer said = client.append("whole", Json.userMessage("first")).expect(201);
        client.after(said).get("/v1/conversations?userId=whole-user").expect(200);
    }

    private static void isBehind(HansardClient client, String path) {
        client.get(path, "Prefer", "wait=0").expectProblem(503, "read-model-behind");
    }

    private static void namedInHealth(
            HansardClient client, String view, long position, String type) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            Answer health = client.get("/actuator/health").expect(503);
                            JsonNode named =
                                    health.json().at("/components/readModel/details/" + view);
                            assertThat(named.path("state").asString(""))
                                    .as(health.body())
                                    .isEqualTo("Stopped");
                            assertThat(named.get("stoppedAt").asLong()).isEqualTo(position);
                            assertThat(named.get("type").asString()).isEqualTo(type);
                        });
    }

    private static void conversationsGoOn(HansardClient client, String content) {
        Answer said = client.append("whole", Json.userMessage(content)).expect(201);
        HansardClient reader = client.after(said);
        assertThat(reader.get("/v1/conversations/whole/window").expect(200).body())
                .contains(content);
        assertThat(reader.get("/v1/users/whole-user/messages").expect(200).body())
                .contains(content);
        reader.get("/v1/conversations?userId=whole-user").expect(200);
    }
}
