package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.command.activity.Activities;
import dev.hansard.eventstore.testing.TestDatabase;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What is counted on two nodes of one store: each what it wrote itself, and all what lives. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventCountsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();
    private static CommandNode node;
    private static CommandNode other;

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), CLOCK);
        other = CommandNode.start(DATABASE.url(), CLOCK);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
        DATABASE.close();
    }

    @Test
    void a_turn_is_counted_once_by_the_node_that_wrote_it_however_often_it_lost_a_race() {
        double before = counted("hansard.turns");
        node.api().put("/v1/conversations/turns", "{\"userId\":\"ann\"}").expect(201);

        Api.atOnce(40, i -> append(i % 2 == 0 ? node : other, "user"))
                .forEach(reply -> reply.expect(201));
        append(node, "assistant").expect(201);

        assertThat(counted("hansard.turns") - before).isEqualTo(40);
    }

    @Test
    void a_repetition_and_a_refusal_count_nothing() {
        node.api().put("/v1/conversations/again", "{\"userId\":\"ann\"}").expect(201);
        String messages = "/v1/conversations/again/messages";
        String message =
                "{\"messages\":[{\"messageId\":\"m\",\"role\":\"user\",\"content\":\"%s\"}]}";
        node.api().post(messages, message.formatted("a")).expect(201);
        double before = counted("hansard.turns");

        node.api().post(messages, message.formatted("a")).expect(200);
        node.api().post(messages, message.formatted("b")).expect(409);

        assertThat(counted("hansard.turns")).isEqualTo(before);
    }

    @Test
    void compactions_and_those_taken_back_are_counted() {
        Api api = node.api();
        double compactions = counted("hansard.compactions");
        double undone = counted("hansard.compactions.undone");
        api.put(
                        "/v1/conversations/compacted",
                        "{\"userId\":\"ann\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}")
                .expect(201);
        api.post("/v1/conversations/compacted/compact", "{\"summary\":\"s\"}").expect(204);
        api.post("/v1/conversations/compacted/compact/undo", "{}").expect(204);

        assertThat(counted("hansard.compactions") - compactions).isEqualTo(1);
        assertThat(counted("hansard.compactions.undone") - undone).isEqualTo(1);
    }

    @Test
    void what_lives_is_the_same_on_every_node_and_what_expires_is_counted_by_kind() {
        Api api = node.api().with("Hansard-Tenant", "living");
        var _ = node.bean(Activities.class).upToDate();
        Active before = active(node);
        api.post("/v1/sessions", "{\"userId\":\"a\",\"sessionId\":\"s\",\"ttl\":\"PT10S\"}")
                .expect(201);
        api.post("/v1/sessions", "{\"userId\":\"b\",\"sessionId\":\"t\"}").expect(201);
        api.put("/v1/conversations/c", "{\"userId\":\"a\",\"ttl\":\"PT10S\"}").expect(201);
        api.put("/v1/sessions/t/state/k", "{\"value\":1,\"ttl\":\"PT10S\"}").expect(204);
        api.put("/v1/users/a/state/k", "{\"value\":1,\"ttl\":\"PT10S\"}").expect(204);
        api.put("/v1/tables/t/k", "{\"value\":1,\"ttl\":\"PT10S\"}").expect(204);
        awaitActive(before.plus(2, 1));

        CLOCK.advance(Duration.ofSeconds(10));

        for (String kind :
                new String[] {"conversation", "session", "state", "user-state", "entry"}) {
            await().until(() -> counted("hansard.expired", "kind", kind) == 1);
        }
        awaitActive(before.plus(1, 0));
        api.post("/v1/admin/sessions/cleanup", "{\"inactiveFor\":\"PT10S\"}").expect(200);
        assertThat(counted("hansard.expired", "kind", "session")).isEqualTo(2);
        api.post("/v1/sessions", "{\"userId\":\"a\",\"sessionId\":\"s\"}").expect(201);
        awaitActive(before.plus(1, 0));
        api.delete("/v1/sessions/s").expect(200);
        awaitActive(before);
    }

    private record Active(double sessions, double conversations) {
        Active plus(int moreSessions, int moreConversations) {
            return new Active(sessions + moreSessions, conversations + moreConversations);
        }
    }

    private static void awaitActive(Active expected) {
        await().until(() -> active(node).equals(expected) && active(other).equals(expected));
    }

    private static Active active(CommandNode on) {
        MeterRegistry meters = on.bean(MeterRegistry.class);
        return new Active(
                meters.get("hansard.sessions.active").gauge().value(),
                meters.get("hansard.conversations.active").gauge().value());
    }

    /** By both nodes together. */
    private static double counted(String counter, String... tags) {
        return counted(node, counter, tags) + counted(other, counter, tags);
    }

    private static double counted(CommandNode on, String counter, String... tags) {
        return on.bean(MeterRegistry.class).get(counter).tags(tags).counter().count();
    }

    private static Api.Reply append(CommandNode to, String role) {
        return to.api()
                .post(
                        "/v1/conversations/turns/messages",
                        "{\"messages\":[{\"role\":\"%s\",\"content\":\"hi\"}]}".formatted(role));
    }
}
