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
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

/** Settings of tenants over HTTP, on a server with settings of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsApiTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();

    private static final Duration NEVER = Duration.ZERO;

    private static CommandNode node;

    @BeforeAll
    static void start() {
        node =
                CommandNode.start(
                        DATABASE.url(),
                        CLOCK,
                        "hansard.admin-key=root",
                        "hansard.ttl.session=PT3H",
                        "hansard.ttl.entry=P7D",
                        "hansard.limits.message=1000B");
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void a_time_in_the_request_wins_over_the_tenants_and_that_over_the_servers() {
        Api api = in("times");
        assertThat(session(api, "{}")).isEqualTo(Duration.ofHours(3));

        set(api, "{\"ttl\":{\"session\":\"PT2H\"}}");

        assertThat(session(api, "{}")).isEqualTo(Duration.ofHours(2));
        assertThat(session(api, "{\"ttl\":\"PT10M\"}")).isEqualTo(Duration.ofMinutes(10));
        assertThat(session(api, "{\"ttl\":\"never\"}")).isEqualTo(NEVER);
        assertThat(session(in("another"), "{}")).isEqualTo(Duration.ofHours(3));

        set(api, "{\"ttl\":{\"conversation\":\"never\"}}");

        assertThat(session(api, "{}")).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void everything_that_lives_for_a_time_has_one() {
        Api api = in("kinds");
        set(
                api,
                "{\"ttl\":{\"conversation\":\"PT1M\",\"state\":\"PT2M\",\"userState\":\"PT3M\",\"entry\":\"PT4M\"}}");

        Reply conversation = api.put("/v1/conversations/c", "{\"userId\":\"ann\"}").expect(201);
        api.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"s\"}").expect(201);

        assertThat(lifetime(conversation)).isEqualTo(Duration.ofMinutes(1));
        assertExpires(api.put("/v1/sessions/s/state/a", "{\"value\":1}"), Duration.ofMinutes(2));
        assertExpires(api.put("/v1/sessions/s/state/a", "{\"value\":1,\"ttl\":\"never\"}"), NEVER);
        assertExpires(
                api.patch("/v1/sessions/s/state", "{\"b\":{\"value\":1}}"), Duration.ofMinutes(2));
        assertExpires(api.put("/v1/users/ann/state/a", "{\"value\":1}"), Duration.ofMinutes(3));
        assertExpires(
                api.patch("/v1/users/ann/state", "{\"b\":{\"value\":1,\"ttl\":\"PT9M\"}}"),
                Duration.ofMinutes(9));
        assertExpires(api.put("/v1/tables/t/a", "{\"value\":1}"), Duration.ofMinutes(4));
        assertExpires(
                api.post("/v1/tables/t", "{\"entries\":[{\"key\":\"b\",\"value\":1}]}"),
                Duration.ofMinutes(4));
        assertExpires(in("none").put("/v1/tables/t/a", "{\"value\":1}"), Duration.ofDays(7));
        api.put("/v1/sessions/s/state/a", "{}").refused(422, ErrorCode.INVALID_REQUEST);
    }

    @Test
    void what_is_there_keeps_its_time() {
        Api api = in("kept");
        Reply before = api.put("/v1/conversations/c", "{\"userId\":\"ann\"}").expect(201);
        set(api, "{\"ttl\":{\"conversation\":\"PT1M\"}}");

        Reply after = api.put("/v1/conversations/c", "{\"userId\":\"ann\"}").expect(200);

        assertThat(lifetime(after)).isEqualTo(lifetime(before)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void a_lower_limit_counts_for_its_tenant_and_where_a_value_is_the_sum_of_several() {
        Api api = in("limits");
        api.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"s\"}").expect(201);
        set(
                api,
                "{\"limits\":{\"message\":64,\"metadata\":64,\"sessionStateKeys\":1,\"entriesPerCommand\":1,\"profile\":64}}");
        String message =
                "{\"userId\":\"ann\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted("x".repeat(64));

        api.put("/v1/conversations/c", message).refused(413, ErrorCode.TOO_LARGE, "/messages/0");
        api.patch("/v1/sessions/s", "{\"metadata\":{\"a\":\"%s\"}}".formatted("x".repeat(40)))
                .expect(204);
        api.patch("/v1/sessions/s", "{\"metadata\":{\"b\":\"%s\"}}".formatted("x".repeat(40)))
                .refused(413, ErrorCode.TOO_LARGE, "/metadata");
        api.put("/v1/sessions/s/state/a", "{\"value\":1}").expect(204);
        api.put("/v1/sessions/s/state/b", "{\"value\":1}").refused(422, ErrorCode.INVALID_REQUEST);
        api.put("/v1/users/ann/profile", "{\"a\":\"%s\"}".formatted("x".repeat(64)))
                .refused(413, ErrorCode.TOO_LARGE, "");
        api.post(
                        "/v1/tables/t",
                        "{\"entries\":[{\"key\":\"a\",\"value\":1},{\"key\":\"b\",\"value\":1}]}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/entries");

        in("unlimited").put("/v1/conversations/c", message).expect(201);
    }

    @Test
    void a_limit_is_not_above_the_servers() {
        in("above")
                .put("/v1/admin/settings", "{\"limits\":{\"message\":1001}}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/limits/message");
        in("above").put("/v1/admin/settings", "{\"limits\":{\"message\":1000}}").expect(204);
    }

    @Test
    void setting_the_same_again_writes_nothing_and_a_version_can_be_stated() {
        Api api = in("versions");
        String body = "{\"ttl\":{\"session\":\"PT2H\"}}";

        assertThat(set(api, body).header("ETag")).isEqualTo("\"1\"");
        assertThat(set(api, body).header("ETag")).isEqualTo("\"1\"");

        api.with("If-Match", "\"7\"")
                .put("/v1/admin/settings", "{}")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        Api once = api.with("Idempotency-Key", "once");
        long position = once.put("/v1/admin/settings", "{}").expect(204).position();
        Reply again = once.put("/v1/admin/settings", "{}").expect(204);
        assertThat(again.replayed()).isTrue();
        assertThat(again.position()).isEqualTo(position);
    }

    @Test
    void another_node_hears_of_them() {
        try (CommandNode other =
                CommandNode.start(DATABASE.url(), CLOCK, "hansard.admin-key=root")) {
            set(in("nodes"), "{\"ttl\":{\"session\":\"PT5H\"}}");

            Api there = other.api().with("Authorization", "Bearer root", "Hansard-Tenant", "nodes");

            await().until(() -> session(there, "{}").equals(Duration.ofHours(5)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[];''",
                "{\"times\":{}};/times",
                "{\"ttl\":[]};/ttl",
                "{\"ttl\":{\"table\":\"PT1H\"}};/ttl/table",
                "{\"ttl\":{\"session\":\"PT0S\"}};/ttl/session",
                "{\"ttl\":{\"session\":\"-PT1H\"}};/ttl/session",
                "{\"ttl\":{\"session\":\"P11Y\"}};/ttl/session",
                "{\"ttl\":{\"session\":3600}};/ttl/session",
                "{\"ttl\":{\"session\":null}};/ttl/session",
                "{\"limits\":{\"messages\":1}};/limits/messages",
                "{\"limits\":{\"message\":\"64\"}};/limits/message",
                "{\"limits\":{\"message\":64.5}};/limits/message",
                "{\"limits\":{\"message\":99999999999}};/limits/message",
                "{\"limits\":{\"message\":null}};/limits/message",
                "{\"limits\":{\"message\":63}};/limits/message",
                "{\"limits\":{\"sessionStateKeys\":0}};/limits/sessionStateKeys"
            })
    void bad_input_is_refused_by_name(String body, String pointer) {
        in("bad").put("/v1/admin/settings", body).refused(422, ErrorCode.INVALID_REQUEST, pointer);

        assertThat(node.log()).noneMatch(event -> event.tenant().equals("bad"));
    }

    @Test
    void the_store_has_none_and_only_administrators_set_them() {
        in(StoreTenant.NAME)
                .put("/v1/admin/settings", "{}")
                .refused(422, ErrorCode.INVALID_REQUEST);
        String agent =
                in("roles")
                        .post("/v1/admin/keys", "{\"role\":\"agent\"}")
                        .expect(201)
                        .body()
                        .get("key")
                        .asString();
        node.api()
                .with("Authorization", "Bearer " + agent)
                .put("/v1/admin/settings", "{}")
                .refused(403, ErrorCode.FORBIDDEN);
    }

    private static Api in(String tenant) {
        return node.api().with("Authorization", "Bearer root", "Hansard-Tenant", tenant);
    }

    private static Reply set(Api api, String settings) {
        return api.put("/v1/admin/settings", settings).expect(204);
    }

    private static Duration session(Api api, String rest) {
        String comma = rest.equals("{}") ? "" : ",";
        return lifetime(
                api.post("/v1/sessions", "{\"userId\":\"ann\"" + comma + rest.substring(1))
                        .expect(201));
    }

    private static Duration lifetime(Reply made) {
        return made.body().has("expiresAt")
                ? Duration.between(instant(made, "lastActivityAt"), instant(made, "expiresAt"))
                : NEVER;
    }

    private static Instant instant(Reply made, String field) {
        return Instant.parse(made.body().get(field).asString());
    }

    /** Of the last event that a command wrote. */
    private static void assertExpires(Reply written, Duration after) {
        written.expect(204);
        var event = node.log().get((int) written.position() - 1);
        String payload = new String(event.plainPayload().get(), UTF_8);
        if (after.equals(NEVER)) {
            assertThat(payload).doesNotContain("expiresAt");
        } else {
            assertThat(payload)
                    .contains("\"expiresAt\":\"%s\"".formatted(CLOCK.instant().plus(after)));
        }
    }
}
