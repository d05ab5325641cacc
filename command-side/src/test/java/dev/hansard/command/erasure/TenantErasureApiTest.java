package dev.hansard.command.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.ErrorCode;
import dev.hansard.command.Api;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.command.activity.ActivityIndex;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestSeals;
import dev.hansard.tenancy.erasure.FollowsToo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Erasures of tenants over HTTP: what a command service answers, and what it leaves behind. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantErasureApiTest {

    private static final String ERASED = "tenant.TenantErased";
    private static final String RECEIPT = "tenant.TenantErasureCompleted";

    private TestDatabase database;

    @BeforeEach
    void begin() {
        database = TestDatabase.create();
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void what_a_killed_service_has_begun_another_one_ends(@TempDir Path directory)
            throws IOException {
        FollowsToo never = () -> 0;
        try (CommandNode node = start(Map.of("never", never))) {
            Api acme = filled(node, "acme");
            filled(node, "restored");
            node.api().post("/v1/conversations", "{\"userId\":\"ann\"}").expect(201);
            assertRefusals(node.api());

            Reply asked = erase(node).expect(202);

            assertThat(asked.header("Location")).isEqualTo("/v1/admin/tenants/acme/erasure");
            assertThat(asked.body().get("tenant").asString()).isEqualTo("acme");
            assertThat(asked.body().get("status").asString()).isEqualTo("running");
            assertGone(acme);
            assertThat(node.count(RECEIPT)).isZero();
        }
        Path file = directory.resolve("erasures.ndjson");
        Files.writeString(file, lineOf("restored"));
        try (CommandNode another =
                start(
                        Map.of(),
                        "hansard.encryption.key=" + TestSeals.KEY,
                        "hansard.encryption.erasures-file=" + file)) {
            await().until(() -> rowsOf("erasure where finished is not null") == 2);

            assertReceipt(another);
            assertLeft(another);
            for (String tenant : List.of("acme", "restored")) {
                assertGone(another.api().with("Hansard-Tenant", tenant));
                assertHistory(another.log(), tenant);
            }
            assertThat(Files.readAllLines(file)).hasSize(2).contains(lineOf("acme").strip());
            another.api().put("/v1/users/ann/profile", "{\"name\":\"Ann\"}").expect(204);
        }
    }

    private CommandNode start(Map<String, Object> beans, String... settings) {
        return CommandNode.start(database.url(), new SettableClock(), beans, settings);
    }

    /** As the file says it that is kept outside of the database. */
    private String lineOf(String tenant) {
        return "{\"store\":\"%s\",\"tenant\":\"%s\",\"userId\":\"\"}\n"
                .formatted(jdbc().queryForObject("select id from store", String.class), tenant);
    }

    /** Acts in a tenant that has something of everything. */
    private static Api filled(CommandNode node, String tenant) {
        Api api = node.api().with("Hansard-Tenant", tenant);
        api.with("Idempotency-Key", "once")
                .put("/v1/users/ann/profile", "{\"name\":\"Ann\"}")
                .expect(204);
        api.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"desk\"}").expect(201);
        api.post("/v1/conversations", "{\"userId\":\"ben\",\"conversationId\":\"talk\"}")
                .expect(201);
        api.put("/v1/tables/fares/a", "{\"value\":1,\"ttl\":\"PT1H\"}").expect(204);
        api.post("/v1/admin/keys", "{\"role\":\"agent\"}").expect(201);
        return api;
    }

    private static Reply erase(CommandNode node) {
        return node.api().delete("/v1/admin/tenants/acme", "{\"confirm\":\"acme\"}");
    }

    private static void assertRefusals(Api api) {
        api.delete("/v1/admin/tenants/acme", "{\"confirm\":\"default\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/confirm");
        api.delete("/v1/admin/tenants/nobody", "{\"confirm\":\"nobody\"}")
                .refused(404, ErrorCode.NOT_FOUND);
        for (String kept : List.of("default", "_hansard")) {
            api.delete("/v1/admin/tenants/" + kept, "{\"confirm\":\"%s\"}".formatted(kept))
                    .refused(422, ErrorCode.INVALID_REQUEST);
        }
    }

    private static void assertGone(Api api) {
        api.put("/v1/users/ann/profile", "{}").refused(410, ErrorCode.ERASED);
        api.put("/v1/users/somebody-new/profile", "{}").refused(410, ErrorCode.ERASED);
        api.post("/v1/conversations/talk/clear", "").refused(410, ErrorCode.ERASED);
        api.put("/v1/tables/fares/a", "{\"value\":1}").refused(410, ErrorCode.ERASED);
        api.post("/v1/admin/keys", "{\"role\":\"agent\"}").refused(410, ErrorCode.ERASED);
        api.put("/v1/admin/settings", "{}").refused(410, ErrorCode.ERASED);
        api.post("/v1/users/ann/erasure", "{\"confirm\":\"ann\"}").refused(410, ErrorCode.ERASED);
    }

    /** Asked again it answers with what there is. */
    private static void assertReceipt(CommandNode node) {
        Reply again = erase(node).expect(202);
        assertThat(again.body().get("status").asString()).isEqualTo("succeeded");
        assertThat(again.body().get("users").asLong()).isEqualTo(2);
        assertThat(again.body().get("conversations").asLong()).isOne();
        assertThat(again.body().get("sessions").asLong()).isOne();
        assertThat(again.body().get("events").asLong())
                .isEqualTo(
                        node.log().stream()
                                .filter(event -> event.tenant().equals("acme"))
                                .filter(RecordedEvent::erased)
                                .count());
        assertThat(node.count(ERASED)).isEqualTo(2);
        assertThat(node.count(RECEIPT)).isEqualTo(2);
    }

    private static void assertHistory(List<RecordedEvent> log, String tenant) {
        List<RecordedEvent> own =
                log.stream().filter(event -> event.tenant().equals(tenant)).toList();
        assertThat(own.subList(0, own.size() - 1)).hasSizeGreaterThan(5);
        assertThat(own.subList(0, own.size() - 1)).allMatch(RecordedEvent::erased);
        assertThat(own.getLast().type()).isEqualTo(ERASED);
        assertThat(own.getLast().erased()).isFalse();
    }

    private void assertLeft(CommandNode node) {
        ActivityIndex living = node.bean(ActivityIndex.class);
        assertThat(living.conversations()).as("another tenant's").isOne();
        assertThat(living.sessions()).isZero();
        for (String rows :
                List.of(
                        "kept_answer where tenant = 'acme'",
                        "data_key where tenant in ('acme', 'restored')",
                        "snapshot where tenant = 'acme'",
                        "checkpoint_row where id like 'acme/%'")) {
            assertThat(rowsOf(rows)).as(rows).isZero();
        }
    }

    private long rowsOf(String rows) {
        return jdbc().queryForObject("select count(*) from " + rows, Long.class);
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(database.dataSource());
    }
}
