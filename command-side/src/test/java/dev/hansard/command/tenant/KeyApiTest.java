package dev.hansard.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.command.Api;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;

/** Keys and lists over HTTP, on a server that asks for a key. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyApiTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();

    private static CommandNode node;
    private static Api operator;

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), CLOCK, "hansard.admin-key=root");
        operator = withKey("root");
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void a_key_is_shown_when_it_is_made_and_kept_as_a_hash() {
        Reply made =
                in("shown")
                        .post(
                                "/v1/admin/keys",
                                "{\"role\":\"agent\",\"name\":\"bot\",\"userId\":\"ann\",\"ttl\":\"PT1H\",\"requestsPerSecond\":50}")
                        .expect(201);
        String id = made.body().get("id").asString();
        String key = made.body().get("key").asString();

        assertThat(made.header("Location")).isEqualTo("/v1/admin/keys/" + id);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(made.position()).isPositive();
        assertThat(key).startsWith("hsk_" + id + "_");
        assertThat(made.body().get("tenant").asString()).isEqualTo("shown");
        assertThat(made.body().get("role").asString()).isEqualTo("agent");
        assertThat(made.body().get("name").asString()).isEqualTo("bot");
        assertThat(made.body().get("userId").asString()).isEqualTo("ann");
        assertThat(made.body().get("requestsPerSecond").asInt()).isEqualTo(50);
        assertThat(made.body().has("createdAt")).isTrue();
        assertThat(made.body().has("expiresAt")).isTrue();
        assertThat(made.body().has("lastUsedAt")).isFalse();
        RecordedEvent event = node.log().get((int) made.position() - 1);
        assertThat(event.type()).isEqualTo("tenant.KeyCreated");
        assertThat(event.userId()).isNull();
        assertThat(event.actorKeyId()).isEqualTo("operator");
        assertThat(new String(event.plainPayload().get(), UTF_8))
                .doesNotContain(key.substring(key.length() - 43))
                .contains("\"hash\":\"");
    }

    @Test
    void a_repetition_tells_everything_but_the_key() {
        Api once = in("repeated").with("Idempotency-Key", "once");
        String body = "{\"role\":\"admin\"}";
        JsonNode first = once.post("/v1/admin/keys", body).expect(201).body();

        Reply again = once.post("/v1/admin/keys", body).expect(201);

        assertThat(again.replayed()).isTrue();
        assertThat(again.body().has("key")).isFalse();
        assertThat(again.body().get("id")).isEqualTo(first.get("id"));
        assertThat(again.body().get("createdAt")).isEqualTo(first.get("createdAt"));
        assertThat(again.header("Location")).endsWith(first.get("id").asString());
        assertThat(eventsOf("repeated")).isEqualTo(1);
        once.post("/v1/admin/keys", "{\"role\":\"agent\"}")
                .refused(422, ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void a_key_opens_its_tenant_until_it_is_revoked() {
        JsonNode made = make("opens", "agent");
        Api agent = withKey(made.get("key").asString());
        agent.put("/v1/users/ann/session", "{}").expect(201);
        assertThat(node.log().getLast().actorKeyId()).isEqualTo(made.get("id").asString());
        agent.with("Hansard-Tenant", "opens").put("/v1/users/ann/session", "{}").expect(200);
        agent.with("Hansard-Tenant", "other")
                .put("/v1/users/ann/session", "{}")
                .refused(403, ErrorCode.FORBIDDEN);
        String path = "/v1/admin/keys/" + made.get("id").asString();
        agent.delete(path).refused(403, ErrorCode.FORBIDDEN);
        in("other").delete(path).refused(404, ErrorCode.NOT_FOUND);

        in("opens").delete(path).expect(204);

        await().untilAsserted(
                        () ->
                                agent.put("/v1/users/ann/session", "{}")
                                        .refused(401, ErrorCode.UNAUTHORIZED));
        in("opens").delete(path).refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void a_key_is_of_no_use_when_its_time_is_over() {
        JsonNode made =
                in("timed")
                        .post("/v1/admin/keys", "{\"role\":\"agent\",\"ttl\":\"PT10S\"}")
                        .expect(201)
                        .body();
        Api agent = withKey(made.get("key").asString());
        agent.put("/v1/users/ann/session", "{}").expect(201);

        CLOCK.advance(Duration.ofSeconds(10));

        Reply refused = agent.put("/v1/users/ann/session", "{}");
        refused.refused(401, ErrorCode.UNAUTHORIZED);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void an_admin_makes_keys_of_its_own_tenant_and_none_for_operators() {
        Api admin = withKey(make("ours", "admin").get("key").asString());

        JsonNode made = admin.post("/v1/admin/keys", "{\"role\":\"admin\"}").expect(201).body();

        assertThat(made.get("tenant").asString()).isEqualTo("ours");
        admin.post("/v1/admin/keys", "{\"role\":\"operator\"}").refused(403, ErrorCode.FORBIDDEN);
        admin.with("Hansard-Tenant", StoreTenant.NAME)
                .post("/v1/admin/keys", "{\"role\":\"agent\"}")
                .refused(403, ErrorCode.FORBIDDEN);
    }

    @Test
    void an_operators_key_is_of_the_store_wherever_the_operator_acts() {
        JsonNode made = make("acts", "operator");
        assertThat(made.get("tenant").asString()).isEqualTo(StoreTenant.NAME);
        Api second = withKey(made.get("key").asString()).with("Hansard-Tenant", "acts");
        second.put("/v1/users/ann/session", "{}").expect(201);
        String path = "/v1/admin/keys/" + made.get("id").asString();
        Api admin = withKey(make("acts", "admin").get("key").asString());
        admin.delete(path).refused(404, ErrorCode.NOT_FOUND);

        in("elsewhere").delete(path).expect(204);

        await().untilAsserted(
                        () ->
                                second.put("/v1/users/ann/session", "{}")
                                        .refused(401, ErrorCode.UNAUTHORIZED));
        in(StoreTenant.NAME)
                .post("/v1/admin/keys", "{\"role\":\"agent\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/role");
    }

    @Test
    void bad_input_is_refused_by_name() {
        Api api = in("bad");
        api.post("/v1/admin/keys", "{}").refused(422, ErrorCode.INVALID_REQUEST, "/role");
        api.post("/v1/admin/keys", "{\"role\":\"emperor\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/role");
        api.post("/v1/admin/keys", "{\"role\":\"agent\",\"userId\":\"a b\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/userId");
        api.post("/v1/admin/keys", "{\"role\":\"agent\",\"ttl\":\"PT0S\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/ttl");
        api.post("/v1/admin/keys", "{\"role\":\"agent\",\"requestsPerSecond\":0}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/requestsPerSecond");
        api.post("/v1/admin/keys", "{\"role\":\"agent\",\"tenant\":\"other\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/tenant");
        api.put("/v1/admin/allowed-users", "{}").refused(422, ErrorCode.INVALID_REQUEST, "/mode");
        api.put("/v1/admin/allowed-users", "{\"mode\":\"listed\",\"users\":[\"ann\",\"a b\"]}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/users/1");
        assertThat(eventsOf("bad")).isZero();
    }

    @Test
    void a_user_off_the_list_is_refused_for_everybody_and_for_all_that_is_that_users() {
        Api api = in("listed");
        api.put("/v1/conversations/of-eve", "{\"userId\":\"eve\"}").expect(201);
        api.post("/v1/sessions", "{\"userId\":\"eve\",\"sessionId\":\"of-eve\"}").expect(201);

        Reply set =
                api.put("/v1/admin/allowed-users", "{\"mode\":\"listed\",\"users\":[\"ann\"]}")
                        .expect(204);

        assertThat(set.header("ETag")).isEqualTo("\"1\"");
        await().untilAsserted(
                        () ->
                                api.put("/v1/users/eve/session", "{}")
                                        .refused(403, ErrorCode.USER_NOT_ALLOWED));
        api.put("/v1/users/ann/session", "{}").expect(201);
        api.post("/v1/conversations", "{\"userId\":\"eve\"}")
                .refused(403, ErrorCode.USER_NOT_ALLOWED);
        api.post("/v1/conversations/of-eve/messages", "{\"messages\":[{\"role\":\"user\"}]}")
                .refused(403, ErrorCode.USER_NOT_ALLOWED);
        api.put("/v1/sessions/of-eve/state/k", "{\"value\":1}")
                .refused(403, ErrorCode.USER_NOT_ALLOWED);
        api.post("/v1/admin/sessions/cleanup", "{\"inactiveFor\":\"PT1S\"}").expect(200);
        in("another").put("/v1/users/eve/session", "{}").expect(201);

        api.with("If-Match", "\"9\"")
                .put("/v1/admin/allowed-users", "{\"mode\":\"everyone\"}")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        api.with("If-Match", "\"1\"")
                .put("/v1/admin/allowed-users", "{\"mode\":\"everyone\"}")
                .expect(204);
        await().until(() -> api.put("/v1/users/eve/session", "{}").status() < 300);
    }

    private static JsonNode make(String tenant, String role) {
        return in(tenant)
                .post("/v1/admin/keys", "{\"role\":\"%s\"}".formatted(role))
                .expect(201)
                .body();
    }

    private static Api in(String tenant) {
        return operator.with("Hansard-Tenant", tenant);
    }

    private static Api withKey(String key) {
        return node.api().with("Authorization", "Bearer " + key);
    }

    private static long eventsOf(String tenant) {
        return node.log().stream().filter(event -> event.tenant().equals(tenant)).count();
    }
}
