package dev.hansard.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.command.Api;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What is remembered of users over HTTP: what commands answer, and what they leave in the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UserApiTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();
    private static CommandNode node;
    private static Api api;

    @BeforeAll
    static void start() {
        // Nothing is swept: a key is over by the clock alone.
        node = CommandNode.start(DATABASE.url(), CLOCK, "hansard.expiry.interval=1m");
        api = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void state_is_set_changed_and_removed() {
        String key = "/v1/users/fay/state/flow";

        Reply set = api.put(key, "{\"value\":{\"step\":1.0}}").expect(204);
        assertThat(set.header("ETag")).isEqualTo("\"1\"");
        api.with("If-None-Match", "*")
                .put(key, "{\"value\":2}")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        api.with("If-Match", "\"1\"").put(key, "{\"value\":null,\"ttl\":\"PT10S\"}").expect(204);
        Reply patched =
                api.patch("/v1/users/fay/state", "{\"flow\":null,\"a\":{\"value\":1}}").expect(204);
        assertThat(patched.header("ETag")).isEqualTo("\"4\"");
        api.delete(key).refused(404, ErrorCode.NOT_FOUND);
        api.with("If-Match", "\"3\"")
                .delete("/v1/users/fay/state/a")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        Reply removed = api.with("If-Match", "\"4\"").delete("/v1/users/fay/state/a").expect(204);
        assertThat(removed.header("ETag")).isEmpty();
        assertThat(removed.position()).isEqualTo(node.log().getLast().position());
    }

    @Test
    void a_key_whose_time_is_over_is_not_there() {
        String key = "/v1/users/gia/state/brief";
        api.put(key, "{\"value\":1,\"ttl\":\"PT10S\"}").expect(204);

        CLOCK.advance(Duration.ofSeconds(10));

        api.put(key, "{\"ttl\":\"PT10S\"}").refused(404, ErrorCode.NOT_FOUND);
        api.delete(key).refused(404, ErrorCode.NOT_FOUND);
        api.with("If-None-Match", "*").put(key, "{\"value\":2}").expect(204);
    }

    @Test
    void a_profile_is_put_patched_and_removed() {
        String path = "/v1/users/hal/profile";
        api.put("/v1/users/hal/state/k", "{\"value\":1}").expect(204);

        Reply put = api.with("If-None-Match", "*").put(path, "{\"a\":1.10}").expect(204);
        assertThat(put.header("ETag")).isEqualTo("\"2\"");
        api.put("/v1/users/hal/state/k", "{\"value\":2}").expect(204);
        Reply patched =
                api.with("If-Match", "\"2\"").patch(path, "{\"a\":null,\"b\":[null]}").expect(204);
        assertThat(patched.header("ETag")).isEqualTo("\"4\"");
        assertThat(new String(node.log().getLast().plainPayload().get()))
                .isEqualTo("{\"profile\":{\"b\":[null]}}");
        api.with("If-Match", "\"2\"").put(path, "{}").refused(412, ErrorCode.VERSION_MISMATCH);
        api.with("If-None-Match", "*").put(path, "{}").refused(412, ErrorCode.VERSION_MISMATCH);
        assertThat(api.delete(path).expect(204).header("ETag")).isEmpty();
        api.delete(path).refused(404, ErrorCode.NOT_FOUND);
        api.with("If-Match", "*").patch(path, "{}").refused(412, ErrorCode.VERSION_MISMATCH);
        api.with("Content-Type", "application/merge-patch+json").delete(path).expect(404);
    }

    @Test
    void a_repeated_request_is_answered_again_and_writes_nothing() {
        Api keyed = api.with("Idempotency-Key", "once");
        Reply first = keyed.patch("/v1/users/ida/profile", "{\"a\":1}").expect(204);
        long events = node.log().size();

        Reply again = keyed.patch("/v1/users/ida/profile", "{\"a\":1}").expect(204);

        assertThat(again.replayed()).isTrue();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(node.log()).hasSize((int) events);
    }

    @Test
    void what_breaks_a_rule_is_refused_where_it_stands_and_nothing_is_written() {
        int events = node.log().size();
        String profile = "/v1/users/jim/profile";
        String state = "/v1/users/jim/state";

        api.put(profile, "[]").refused(422, ErrorCode.INVALID_REQUEST, "");
        api.put(profile, "null").refused(422, ErrorCode.INVALID_REQUEST, "");
        api.patch(profile, "1").refused(422, ErrorCode.INVALID_REQUEST, "");
        api.put(profile, "{\"a\":1,\"a\":2}").refused(400, ErrorCode.DUPLICATE_KEY);
        api.put(profile, "{").refused(400, ErrorCode.MALFORMED_JSON);
        api.put(profile, "{\"a\":\"" + "x".repeat(256 * 1024) + "\"}")
                .refused(413, ErrorCode.TOO_LARGE);
        api.put("/v1/users/.jim/profile", "{}").refused(422, ErrorCode.INVALID_REQUEST, "userId");
        api.put(state + "/" + "k".repeat(129), "{\"value\":1}")
                .refused(422, ErrorCode.INVALID_REQUEST, "key");
        api.put(state + "/k", "{}").refused(422, ErrorCode.INVALID_REQUEST, "");
        api.put(state + "/k", "{\"value\":1,\"ttl\":\"PT0S\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/ttl");
        api.put(state + "/k", "{\"value\":1,\"ttl\":\"-PT1S\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/ttl");
        api.put(state + "/k", "{\"value\":1,\"ttl\":\"P11Y\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/ttl");
        api.put(state + "/k", "{\"value\":\"" + "x".repeat(256 * 1024) + "\"}")
                .refused(413, ErrorCode.TOO_LARGE, "/value");
        api.patch(state, "{\"a b\":{\"value\":1}}").refused(422, ErrorCode.INVALID_REQUEST, "/a b");
        api.patch(state, "{\"a\":{\"value\":1},\"b\":{}}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/b");

        assertThat(node.log()).hasSize(events);
    }

    @Test
    void the_state_of_a_user_has_limits_as_a_whole() {
        String value = "{\"value\":\"" + "x".repeat(250 * 1024) + "\"}";
        for (int i = 0; i < 4; i++) {
            api.put("/v1/users/kim/state/k" + i, value).expect(204);
        }

        api.put("/v1/users/kim/state/k4", value).refused(413, ErrorCode.TOO_LARGE);
    }

    @Test
    void a_user_of_another_tenant_is_another_one() {
        api.put("/v1/users/leo/profile", "{\"a\":1}").expect(204);

        api.with("Hansard-Tenant", "other")
                .delete("/v1/users/leo/profile")
                .refused(404, ErrorCode.NOT_FOUND);
        Reply put = api.with("Hansard-Tenant", "other").put("/v1/users/leo/profile", "{}");

        assertThat(put.expect(204).header("ETag")).isEqualTo("\"1\"");
        RecordedEvent last = node.log().getLast();
        assertThat(last.aggregateId()).isEqualTo("other/user/leo");
        assertThat(last.tenant()).isEqualTo("other");
        assertThat(last.userId()).isEqualTo("leo");
    }

    @Test
    void many_at_once_lose_nothing() {
        Api.atOnce(
                        40,
                        i ->
                                i % 2 == 0
                                        ? api.put(
                                                "/v1/users/mia/state/k" + i,
                                                "{\"value\":%d}".formatted(i))
                                        : api.patch(
                                                "/v1/users/mia/profile",
                                                "{\"n%d\":%d}".formatted(i, i)))
                .forEach(reply -> reply.expect(204));

        Reply last = api.patch("/v1/users/mia/profile", "{}").expect(204);

        assertThat(last.header("ETag")).isEqualTo("\"41\"");
        for (int i = 1; i < 40; i += 2) {
            assertThat(new String(node.log().getLast().plainPayload().get()))
                    .contains("\"n%d\":%d".formatted(i, i));
        }
    }

    @Test
    void a_user_with_a_long_history_comes_back_from_a_snapshot() {
        api.put("/v1/users/ned/state/first", "{\"value\":{\"n\":1.10}}").expect(204);
        api.put("/v1/users/ned/profile", "{\"a\":1.10}").expect(204);
        for (int i = 0; i < 200; i++) {
            api.put("/v1/users/ned/state/flow", "{\"value\":%d}".formatted(i)).expect(204);
        }
        AggregateId ned = AggregateId.user("default", "ned");
        var events = node.bean(EventStore.class);
        await().until(() -> events.readEvents(ned.toString()).peek().getPayload() instanceof User);

        node.bean(Cache.class).removeAll();

        api.with("If-Match", "\"1\"")
                .put("/v1/users/ned/state/first", "{\"ttl\":\"PT1H\"}")
                .expect(204);
        api.with("If-Match", "\"2\"").patch("/v1/users/ned/profile", "{\"b\":2}").expect(204);
        assertThat(new String(node.log().getLast().plainPayload().get()))
                .isEqualTo("{\"profile\":{\"a\":1.10,\"b\":2}}");
    }
}
