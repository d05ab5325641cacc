package dev.hansard.command.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
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

/** Sessions over HTTP: what commands answer, and what they leave in the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionApiTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static CommandNode node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), new SettableClock());
        api = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void a_created_session_is_answered_whole() {
        Reply reply =
                api.post(
                                "/v1/sessions",
                                """
                                {"userId":"ann","sessionId":"whole","metadata":{"a":1.10},
                                 "preferences":{"maxTurnsBeforeCompact":40,"x":null},"ttl":"PT2H"}""")
                        .expect(201);

        assertThat(reply.header("Location")).isEqualTo("/v1/sessions/whole");
        assertThat(reply.header("ETag")).isEqualTo("\"1\"");
        assertThat(reply.position()).isPositive();
        assertThat(reply.text())
                .isEqualTo(
                        """
                        {"sessionId":"whole","userId":"ann","status":"active","metadata":{"a":1.10},\
                        "preferences":{"autoCompact":true,"showTranscription":true,\
                        "maxTurnsBeforeCompact":40,"x":null},"state":{},"turnCount":0,\
                        "createdAt":"2026-03-04T05:06:07Z","lastActivityAt":"2026-03-04T05:06:07Z",\
                        "expiresAt":"2026-03-04T07:06:07Z","version":1}""");
    }

    @Test
    void a_session_without_an_id_gets_one_that_names_its_user() {
        JsonNode session = create("{\"userId\":\"bob\"}");

        assertThat(session.get("sessionId").asString()).matches("user_bob_[0-9a-f]{8}");
        assertThat(session.get("expiresAt").asString()).isEqualTo("2026-03-04T06:06:07Z");
    }

    @Test
    void a_long_user_id_is_shortened_in_the_made_id() {
        JsonNode session = create("{\"userId\":\"%s\"}".formatted("u".repeat(128)));

        assertThat(session.get("sessionId").asString()).matches("user_u{100}_[0-9a-f]{8}");
    }

    @Test
    void the_id_of_a_live_session_is_taken() {
        create("{\"userId\":\"cid\",\"sessionId\":\"taken\"}");

        Reply again = api.post("/v1/sessions", "{\"userId\":\"cid\",\"sessionId\":\"taken\"}");

        again.refused(409, ErrorCode.ALREADY_EXISTS);
        assertThat(again.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void ids_break_the_rule_where_they_stand() {
        api.post("/v1/sessions", "{\"userId\":\"a b\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/userId");
        api.post("/v1/sessions", "{\"userId\":\"a\",\"sessionId\":\".x\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/sessionId");
        api.post("/v1/sessions", "{}").refused(422, ErrorCode.INVALID_REQUEST, "/userId");
    }

    @Test
    void get_or_create_creates_then_finds() {
        Reply created = api.put("/v1/users/dan/session", "{\"metadata\":{\"n\":1}}").expect(201);
        Reply found = api.put("/v1/users/dan/session", "{\"metadata\":{\"n\":2}}").expect(200);
        Reply bodiless = api.with("If-Match", "*").put("/v1/users/dan/session", null).expect(200);

        assertThat(found.body()).isEqualTo(created.body());
        assertThat(bodiless.body()).isEqualTo(created.body());
        assertThat(found.header("Location")).isEmpty();
        assertThat(found.header("ETag")).isEqualTo("\"1\"");
        assertThat(found.position()).isGreaterThanOrEqualTo(created.position());
    }

    @Test
    void what_is_found_counts_the_turns_of_its_conversations() {
        String id = create("{\"userId\":\"eve\"}").get("sessionId").asString();
        api.put(
                        "/v1/conversations/eve-1",
                        """
                        {"userId":"eve","sessionId":"%s","messages":[{"role":"user"},
                         {"role":"assistant"},{"role":"user"}]}"""
                                .formatted(id))
                .expect(201);

        JsonNode found = api.put("/v1/users/eve/session", "{}").expect(200).body();

        assertThat(found.get("sessionId").asString()).isEqualTo(id);
        assertThat(found.get("turnCount").asInt()).isEqualTo(2);
        assertThat(api.delete("/v1/sessions/" + id).expect(200).text())
                .isEqualTo(
                        "{\"sessionId\":\"%s\",\"status\":\"ended\",\"turnCount\":2}"
                                .formatted(id));
        api.delete("/v1/sessions/" + id).refused(410, ErrorCode.ENDED);
    }

    @Test
    void state_is_set_changed_and_removed() {
        create("{\"userId\":\"fay\",\"sessionId\":\"fay-1\"}");
        String key = "/v1/sessions/fay-1/state/flow";

        Reply set = api.put(key, "{\"value\":{\"step\":1.0}}").expect(204);
        assertThat(set.header("ETag")).isEqualTo("\"2\"");
        api.with("If-None-Match", "*")
                .put(key, "{\"value\":2}")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        api.with("If-Match", "\"2\"").put(key, "{\"value\":null,\"ttl\":\"PT10S\"}").expect(204);
        api.patch("/v1/sessions/fay-1/state", "{\"flow\":null,\"a\":{\"value\":1}}").expect(204);
        api.delete(key).refused(404, ErrorCode.NOT_FOUND);
        Reply removed = api.delete("/v1/sessions/fay-1/state/a").expect(204);
        assertThat(removed.header("ETag")).isEmpty();

        assertThat(api.put("/v1/users/fay/session", "{}").body().get("version").asInt())
                .isEqualTo(6);
    }

    @Test
    void a_key_in_a_patch_is_an_id() {
        create("{\"userId\":\"gus\",\"sessionId\":\"gus-1\"}");

        api.patch("/v1/sessions/gus-1/state", "{\"a b\":{\"value\":1}}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/a b");
        api.patch("/v1/sessions/gus-1/state", "{\"a\":{}}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/a");
    }

    @Test
    void patch_and_reset_change_the_version() {
        create("{\"userId\":\"hal\",\"sessionId\":\"hal-1\"}");

        Reply patched =
                api.with("If-Match", "\"1\"")
                        .patch(
                                "/v1/sessions/hal-1",
                                "{\"metadata\":{\"a\":1},\"preferences\":{\"autoCompact\":false}}")
                        .expect(204);
        assertThat(patched.header("ETag")).isEqualTo("\"3\"");
        assertThat(api.post("/v1/sessions/hal-1/reset").expect(204).header("ETag"))
                .isEqualTo("\"4\"");
        api.with("If-Match", "\"1\"")
                .post("/v1/sessions/hal-1/reset")
                .refused(412, ErrorCode.VERSION_MISMATCH);

        JsonNode session = api.put("/v1/users/hal/session", "{}").body();
        assertThat(session.get("metadata").toString()).isEqualTo("{\"a\":1}");
        assertThat(session.get("preferences").get("autoCompact").asBoolean()).isTrue();
    }

    @Test
    void a_command_that_changes_nothing_answers_with_the_head() {
        create("{\"userId\":\"ida\",\"sessionId\":\"ida-1\"}");

        Reply nothing = api.patch("/v1/sessions/ida-1", "{}").expect(204);

        assertThat(nothing.position()).isEqualTo(node.log().getLast().position());
        assertThat(nothing.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void unknown_sessions_are_not_found() {
        api.delete("/v1/sessions/none").refused(404, ErrorCode.NOT_FOUND);
        api.patch("/v1/sessions/none", "{}").refused(404, ErrorCode.NOT_FOUND);
        api.put("/v1/sessions/none/state/k", "{\"value\":1}").refused(404, ErrorCode.NOT_FOUND);
        api.with("Hansard-Tenant", "other")
                .delete("/v1/sessions/whole")
                .refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void events_say_who_caused_them() {
        api.with(
                        "Hansard-Correlation-Id", "work-1",
                        "Hansard-Causation-Id", "cause-1",
                        "Hansard-Tenant", "acme",
                        "Idempotency-Key", "key-1")
                .post("/v1/sessions", "{\"userId\":\"jim\",\"sessionId\":\"jim-1\"}")
                .expect(201);

        var events = node.log().stream().filter(event -> event.tenant().equals("acme")).toList();
        assertThat(events)
                .extracting(RecordedEvent::type)
                .containsExactly("session.SessionCreated", "user.CurrentSessionSet");
        assertThat(events)
                .extracting(RecordedEvent::aggregateType)
                .containsExactly("session", "user");
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.userId()).isEqualTo("jim");
                            assertThat(event.actorKeyId()).isEqualTo("protected-mode");
                            assertThat(event.actorRole()).isEqualTo("operator");
                            assertThat(event.correlationId()).isEqualTo("work-1");
                            assertThat(event.causationId()).isEqualTo("cause-1");
                            assertThat(event.idempotencyKey()).isEqualTo("key-1");
                        });
    }

    private static JsonNode create(String body) {
        return api.post("/v1/sessions", body).expect(201).body();
    }
}
