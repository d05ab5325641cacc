package dev.hansard.command.entry;

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

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables over HTTP: what commands answer, and what they leave in the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EntryApiTest {

    /** So that an entry is over by the clock alone. */
    private static final String UNSWEPT = "hansard.expiry.interval=1m";

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock();
    private static CommandNode node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), CLOCK, UNSWEPT);
        api = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void an_entry_is_put_removed_and_put_again() {
        String path = "/v1/tables/flights/LH1";

        Reply put = api.with("If-None-Match", "*").put(path, "{\"value\":{\"p\":1.10}}");
        assertThat(put.expect(204).header("ETag")).isEqualTo("\"1\"");
        RecordedEvent recorded = node.log().getLast();
        assertThat(recorded.aggregateId()).isEqualTo("default/entry/flights/LH1");
        assertThat(recorded.userId()).isNull();
        assertThat(new String(recorded.plainPayload().get())).isEqualTo("{\"value\":{\"p\":1.10}}");
        api.with("If-None-Match", "*")
                .put(path, "{\"value\":1}")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        api.with("If-Match", "\"2\"").delete(path).refused(412, ErrorCode.VERSION_MISMATCH);
        assertThat(api.with("If-Match", "\"1\"").delete(path).expect(204).header("ETag")).isEmpty();
        api.delete(path).refused(404, ErrorCode.NOT_FOUND);

        Reply again = api.with("If-None-Match", "*").put(path, "{\"value\":null}").expect(204);

        assertThat(again.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void an_entry_whose_time_is_over_is_not_there() {
        String path = "/v1/tables/offers/today";
        api.put(path, "{\"value\":1,\"ttl\":\"PT10S\"}").expect(204);
        api.with("If-Match", "*").put(path, "{\"value\":2,\"ttl\":\"PT10S\"}").expect(204);

        CLOCK.advance(Duration.ofSeconds(10));

        api.with("If-Match", "*")
                .put(path, "{\"value\":3}")
                .refused(412, ErrorCode.VERSION_MISMATCH);
        api.delete(path).refused(404, ErrorCode.NOT_FOUND);
        api.put(path, "{\"value\":3}").expect(204);
    }

    @Test
    void a_thousand_entries_are_put_in_one_commit() {
        String entries = entries(IntStream.range(0, 1_000).boxed().toList());

        Reply put = api.post("/v1/tables/many", entries).expect(204);
        Reply again = api.post("/v1/tables/many", entries).expect(204);

        assertThat(put.header("ETag")).isEmpty();
        assertThat(again.position()).isEqualTo(put.position() + 1_000);
        List<RecordedEvent> written = ofTable("many");
        assertThat(written).hasSize(2_000);
        assertThat(written.subList(0, 1_000))
                .extracting(RecordedEvent::recordedAt)
                .containsOnly(written.getFirst().recordedAt());
        assertThat(written.get(999).aggregateId()).isEqualTo("default/entry/many/k999");
        assertThat(written.getLast().version()).isEqualTo(2);
    }

    @Test
    void all_are_put_or_none() {
        api.put("/v1/tables/strict/k1", "{\"value\":1}").expect(204);

        api.with("If-None-Match", "*")
                .post("/v1/tables/strict", entries(List.of(0, 1, 2)))
                .refused(412, ErrorCode.VERSION_MISMATCH, "/entries/1");
        api.post("/v1/tables/strict", entries(List.of(0, 2, 3, 2)))
                .refused(422, ErrorCode.INVALID_REQUEST, "/entries/3/key");
        api.post("/v1/tables/strict", entries(IntStream.range(0, 1_001).boxed().toList()))
                .refused(422, ErrorCode.INVALID_REQUEST, "/entries");
        api.post("/v1/tables/strict", "{\"entries\":[]}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/entries");
        api.post(
                        "/v1/tables/strict",
                        "{\"entries\":[{\"key\":\"a\",\"value\":1},{\"key\":\"b\",\"value\":\"%s\"}]}"
                                .formatted("x".repeat(1024 * 1024)))
                .refused(413, ErrorCode.TOO_LARGE, "/entries/1/value");
        api.post(
                        "/v1/tables/strict",
                        "{\"entries\":[{\"key\":\"a\",\"value\":1},{\"key\":\"%s\",\"value\":2}]}"
                                .formatted("k".repeat(129)))
                .refused(422, ErrorCode.INVALID_REQUEST, "/entries/1/key");
        api.post("/v1/tables/strict", "{\"entries\":[{\"key\":\"a\",\"value\":1},{\"key\":\"b\"}]}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/entries/1/value");
        api.post(
                        "/v1/tables/strict",
                        "{\"entries\":[{\"key\":\"a\",\"value\":1,\"ttl\":\"PT0S\"}]}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/entries/0/ttl");

        assertThat(ofTable("strict")).hasSize(1);
    }

    @Test
    void what_breaks_a_rule_is_refused_where_it_stands_and_nothing_is_written() {
        String path = "/v1/tables/rules/k";

        api.put(path, "{}").refused(422, ErrorCode.INVALID_REQUEST, "/value");
        api.put(path, "{\"ttl\":\"PT1H\"}").refused(422, ErrorCode.INVALID_REQUEST, "/value");
        api.put(path, "{\"value\":1,\"ttl\":\"-PT1S\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/ttl");
        api.put(path, "{\"value\":1,\"ttl\":\"P11Y\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/ttl");
        api.put(path, "{\"value\":1,\"other\":1}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/other");
        api.put(path, "{\"value\":\"" + "x".repeat(1024 * 1024) + "\"}")
                .refused(413, ErrorCode.TOO_LARGE, "/value");
        api.put("/v1/tables/.rules/k", "{\"value\":1}")
                .refused(422, ErrorCode.INVALID_REQUEST, "table");
        api.put("/v1/tables/rules/" + "k".repeat(129), "{\"value\":1}")
                .refused(422, ErrorCode.INVALID_REQUEST, "key");
        api.delete(path).refused(404, ErrorCode.NOT_FOUND);

        assertThat(ofTable("rules")).isEmpty();
    }

    @Test
    void a_table_of_another_tenant_is_another_one() {
        api.put("/v1/tables/walls/k", "{\"value\":1}").expect(204);

        api.with("Hansard-Tenant", "other")
                .delete("/v1/tables/walls/k")
                .refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void a_repeated_request_is_answered_again_and_writes_nothing() {
        Api keyed = api.with("Idempotency-Key", "once");
        Reply first = keyed.post("/v1/tables/repeated", entries(List.of(1, 2))).expect(204);

        Reply again = keyed.post("/v1/tables/repeated", entries(List.of(1, 2))).expect(204);

        assertThat(again.replayed()).isTrue();
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(ofTable("repeated")).hasSize(2);
    }

    @Test
    void many_at_once_on_two_nodes_make_whole_commands() {
        try (CommandNode other = CommandNode.start(DATABASE.url(), CLOCK, UNSWEPT)) {
            List<Api> apis = List.of(api, other.api());
            Api.atOnce(
                            20,
                            i ->
                                    apis.get(i % 2)
                                            .post("/v1/tables/race", entries(twenty(i % 3 == 0))))
                    .forEach(reply -> reply.expect(204));
        }

        List<RecordedEvent> written = ofTable("race");
        assertThat(written).hasSize(400);
        for (int command = 0; command < 20; command++) {
            assertThat(written.subList(20 * command, 20 * command + 20))
                    .extracting(RecordedEvent::version)
                    .containsOnly(command + 1L);
        }
    }

    private static List<Integer> twenty(boolean descending) {
        List<Integer> keys = IntStream.range(0, 20).boxed().toList();
        return descending ? keys.reversed() : keys;
    }

    private static List<RecordedEvent> ofTable(String table) {
        return node.log().stream()
                .filter(event -> event.aggregateId().contains("/entry/" + table + "/"))
                .toList();
    }

    private static String entries(List<Integer> keys) {
        return keys.stream()
                .map(k -> "{\"key\":\"k%d\",\"value\":{\"n\":\"%d\"}}".formatted(k, k))
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
    }
}
