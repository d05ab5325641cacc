package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.conversation.ConversationCommand.ClearConversation;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.eventstore.testing.TestDatabase;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/**
 * Two nodes, of which one remembers what the other has changed: whatever it answers is true of the
 * log.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutdatedMemoryTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();
    private static CommandNode node;
    private static CommandNode otherNode;

    /** The node that remembers. */
    private final Api here = node.api();

    /** The node that changes things. */
    private final Api there = otherNode.api();

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), CLOCK);
        otherNode = CommandNode.start(DATABASE.url(), CLOCK);
    }

    @AfterAll
    static void stop() {
        node.close();
        otherNode.close();
        DATABASE.close();
    }

    @Test
    void a_lost_race_costs_one_retry() {
        conversation("raced");
        append(there, "raced", "m1").expect(201);
        double before = conflicts();

        Reply reply = append(here, "raced", "m2").expect(201);

        assertThat(reply.body().get("messages").get(0).get("sequence").asLong()).isEqualTo(2);
        assertThat(conflicts()).isEqualTo(before + 1);
        append(here, "raced", "m3").expect(201);
        assertThat(conflicts()).isEqualTo(before + 1);
    }

    @Test
    void a_command_that_nobody_waits_for_is_tried_again_too() {
        conversation("unanswered");
        append(there, "unanswered", "m1").expect(201);
        var clear =
                new ClearConversation(
                        AggregateId.conversation("default", "unanswered"),
                        ExpectedVersion.ANY,
                        CLOCK.instant());

        var handled = node.bean(Dispatcher.class).dispatch(Order.unanswered(clear), Origin.SYSTEM);

        assertThat(handled.receipt()).isNotNull();
    }

    @Test
    void what_was_deleted_elsewhere_is_deleted_for_every_command() {
        for (String id : new String[] {"d1", "d2", "d3", "d4", "d5", "d6"}) {
            conversation(id);
            append(here, id, "m1").expect(201);
            there.delete("/v1/conversations/" + id).expect(204);
        }

        append(here, "d1", "m2").refused(410, ErrorCode.DELETED);
        append(here, "d2", "m1").refused(410, ErrorCode.DELETED);
        open(here, "d3").refused(410, ErrorCode.DELETED);
        here.patch("/v1/conversations/d4", "{}").refused(410, ErrorCode.DELETED);
        here.delete("/v1/conversations/d5").refused(410, ErrorCode.DELETED);
        here.with("If-Match", "\"7\"")
                .post("/v1/conversations/d6/clear")
                .refused(410, ErrorCode.DELETED);
    }

    @Test
    void nothing_to_clear_is_said_of_the_window_as_it_is() {
        conversation("cleared");
        append(there, "cleared", "m1").expect(201);

        here.post("/v1/conversations/cleared/clear").expect(204);

        assertThat(last()).isEqualTo("conversation.ConversationCleared");
    }

    @Test
    void a_version_is_compared_with_the_one_in_the_log() {
        conversation("versioned");
        append(there, "versioned", "m1").expect(201);

        append(here.with("If-Match", "\"2\""), "versioned", "m2").expect(201);
        append(there, "versioned", "m3").expect(201);
        append(here.with("If-Match", "\"3\""), "versioned", "m4")
                .refused(412, ErrorCode.VERSION_MISMATCH);
    }

    @Test
    void what_was_reopened_elsewhere_takes_commands() {
        here.put("/v1/conversations/idle", "{\"userId\":\"ann\",\"ttl\":\"PT1S\"}").expect(201);
        CLOCK.advance(Duration.ofSeconds(2));
        await().until(() -> append(here, "idle", "m1").status() == 410);
        open(there, "idle").expect(201);

        append(here, "idle", "m2").expect(201);
    }

    @Test
    void keys_of_state_are_those_of_the_log() {
        session("keys", "kim");
        there.put("/v1/sessions/keys/state/k", "{\"value\":1}").expect(204);

        here.delete("/v1/sessions/keys/state/k").expect(204);
        there.put("/v1/sessions/keys/state/k", "{\"value\":2}").expect(204);
        here.with("If-None-Match", "*")
                .put("/v1/sessions/keys/state/k", "{\"value\":3}")
                .refused(412, ErrorCode.VERSION_MISMATCH);
    }

    @Test
    void a_session_that_ended_elsewhere_is_not_found_again() {
        Reply first = here.put("/v1/users/len/session", "{}").expect(201);
        String id = first.body().get("sessionId").asString();
        there.delete("/v1/sessions/" + id).expect(200);

        Reply next = here.put("/v1/users/len/session", "{}").expect(201);

        assertThat(next.body().get("sessionId").asString()).isNotEqualTo(id);
    }

    @Test
    void a_session_that_ended_elsewhere_gets_no_conversation() {
        session("ended", "mia");
        there.delete("/v1/sessions/ended").expect(200);

        here.put("/v1/conversations/late", "{\"userId\":\"mia\",\"sessionId\":\"ended\"}")
                .refused(410, ErrorCode.ENDED);
        assertThat(node.count("conversation.ConversationCreated"))
                .isEqualTo(otherNode.count("conversation.ConversationCreated"));
    }

    @Test
    void a_true_refusal_is_given_at_once_and_from_memory() {
        conversation("true");
        double outdated = outdated();
        double hits = hits();

        here.with("If-Match", "\"7\"")
                .post("/v1/conversations/true/clear")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        append(here, "true", "m1").expect(201);

        assertThat(hits()).isEqualTo(hits + 2);
        assertThat(outdated()).isEqualTo(outdated);
    }

    @Test
    void a_refused_append_leaves_nothing_behind() {
        conversation("kept");
        append(here, "kept", "m1").expect(201);

        here.post(
                        "/v1/conversations/kept/messages",
                        """
                        {"messages":[{"role":"user","messageId":"new"},
                                     {"role":"user","messageId":"m1","content":"other"}]}""")
                .refused(409, ErrorCode.ALREADY_EXISTS, "/messages/1/messageId");

        Reply next = append(here, "kept", "m2").expect(201);
        assertThat(next.body().get("messages").get(0).get("sequence").asLong()).isEqualTo(2);
        assertThat(next.header("ETag")).isEqualTo("\"3\"");
    }

    private void conversation(String id) {
        open(here, id).expect(201);
    }

    private void session(String id, String userId) {
        here.post("/v1/sessions", "{\"userId\":\"%s\",\"sessionId\":\"%s\"}".formatted(userId, id))
                .expect(201);
    }

    private static Reply open(Api api, String id) {
        return api.put("/v1/conversations/" + id, "{\"userId\":\"ann\"}");
    }

    private static Reply append(Api api, String id, String messageId) {
        return api.post(
                "/v1/conversations/" + id + "/messages",
                "{\"messages\":[{\"role\":\"user\",\"messageId\":\"%s\"}]}".formatted(messageId));
    }

    private static String last() {
        return node.log().getLast().type();
    }

    private static double conflicts() {
        return node.bean(MeterRegistry.class)
                .counter("hansard.append.refused", "reason", "sequence")
                .count();
    }

    private static double outdated() {
        return node.bean(MeterRegistry.class).counter("hansard.aggregates.outdated").count();
    }

    private static double hits() {
        return node.bean(MeterRegistry.class)
                .get("cache.gets")
                .tags("cache", "aggregates", "result", "hit")
                .functionCounter()
                .count();
    }
}
