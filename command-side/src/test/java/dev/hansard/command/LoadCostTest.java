package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.command.Api.Reply;
import dev.hansard.command.conversation.Conversation;
import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** What it takes to load and to fork a conversation of 100,000 messages, in rows. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LoadCostTest {

    private static final int MESSAGES = 100_000;

    /** The default of {@code hansard.aggregates.snapshot-every}. */
    private static final int SNAPSHOT_EVERY = 200;

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final CountingDataSource READ =
            new CountingDataSource(DATABASE.anotherNode(), "aggregate_id = ");

    private static CommandNode node;

    @BeforeAll
    static void start() {
        node =
                CommandNode.start(
                        DATABASE.url(),
                        new SettableClock(),
                        Map.of("dataSource", READ.dataSource()));
        node.api().put("/v1/conversations/long", "{\"userId\":\"ann\"}").expect(201);
        fill();
        append("first").expect(201);
        assertThat(READ.rows()).isGreaterThan(MESSAGES);
        await().until(() -> snapshot("sequence") > MESSAGES);
    }

    @BeforeEach
    void forget() {
        node.bean(Cache.class).removeAll();
        READ.rows();
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void it_is_loaded_from_a_snapshot_that_is_small() throws SQLException {
        Reply reply = append("m").expect(201);

        assertThat(reply.body().get("messages").get(0).get("sequence").asLong())
                .isGreaterThan(MESSAGES);
        assertThat(READ.rows()).isLessThan(SNAPSHOT_EVERY);
        assertThat(snapshot("length(payload)")).isLessThan(1_000);
    }

    @Test
    void the_snapshot_has_the_instants_of_the_log() {
        var snapshot = node.bean(EventStore.class).readEvents("default/conversation/long").next();

        assertThat(snapshot.getPayload())
                .isInstanceOfSatisfying(
                        Conversation.Live.class,
                        live -> assertThat(live.lastActivityAt()).isEqualTo(SettableClock.START));
    }

    @Test
    void a_message_that_is_sent_once_more_costs_no_more() {
        append("repeated").expect(201);
        forget();

        Reply again = append("repeated").expect(200);

        assertThat(again.body().get("turnCount").asLong()).isPositive();
        assertThat(READ.rows()).isLessThan(SNAPSHOT_EVERY);
    }

    @Test
    void a_fork_of_it_and_of_what_it_was_a_little_before_costs_no_more() {
        Reply last = node.api().post("/v1/conversations/long/fork").expect(201);
        assertThat(last.body().get("messageCount").asLong()).isGreaterThanOrEqualTo(MESSAGES);
        assertThat(READ.rows()).isLessThan(SNAPSHOT_EVERY);

        String at = "{\"at\":" + (MESSAGES - 10) + "}";
        Reply earlier = node.api().post("/v1/conversations/long/fork", at).expect(201);
        assertThat(earlier.body().get("messageCount").asLong()).isEqualTo(MESSAGES - 10);
        assertThat(READ.rows()).isLessThan(1_000);
    }

    private static Reply append(String messageId) {
        return node.api()
                .post(
                        "/v1/conversations/long/messages",
                        "{\"messages\":[{\"role\":\"user\",\"messageId\":\"%s\"}]}"
                                .formatted(messageId));
    }

    private static void fill() {
        DATABASE.execute(
                """
                insert into event (position, tenant_sequence, sequence, recorded_at, revision,
                    format, event_id, leaf, tenant, aggregate_type, aggregate_id, type, user_id,
                    dedupe_key, payload)
                select n + 1, n + 1, n, '2026-03-04T05:06:07Z', 1, 0, gen_random_uuid(), 'leaf',
                       'default', 'conversation', 'default/conversation/long',
                       'conversation.MessageAppended', 'ann', 'm' || n,
                       convert_to('0123456789abcdef{"messageId":"m' || n || '","sequence":' || n
                           || ',"role":"user","turnCount":' || n
                           || ',"message":{"role":"user"}}', 'UTF8')
                  from generate_series(1, %d) n;
                update log_head set position = %d;
                update tenant_head set sequence = %d"""
                        .formatted(MESSAGES, MESSAGES + 1, MESSAGES + 1));
    }

    /** A number from the one snapshot there is; 0 without. */
    private static long snapshot(String column) throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery("select " + column + " from snapshot")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
