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
    void a_tenant_is_erased_for_good_and_no_other_is() {
        try (CommandNode node = start()) {
            Api acme = filled(node);
            assertRefusals(node.api());

            Reply asked = erase(node).expect(202);

            assertThat(asked.header("Location")).isEqualTo("/v1/admin/tenants/acme/erasure");
            assertThat(asked.body().get("tenant").asString()).isEqualTo("acme");
            assertGone(acme);
            await().until(() -> node.count(RECEIPT) == 1);
            Reply again = erase(node).expect(202);
            assertThat(again.body().get("status").asString()).isEqualTo("succeeded");
            assertThat(again.body().get("users").asLong()).isEqualTo(2);
            assertThat(again.body().get("conversations").asLong()).isOne();
            assertThat(again.body().get("sessions").asLong()).isOne();
            assertLog(node, again.body().get("events").asLong());
            ActivityIndex living = node.bean(ActivityIndex.class);
            assertThat(living.conversations()).as("another tenant's").isOne();
            assertThat(living.sessions()).isZero();
            for (String rows :
                    List.of(
                            "kept_answer where tenant = 'acme'",
                            "data_key where tenant = 'acme'",
                            "snapshot where tenant = 'acme'",
                            "checkpoint_row where id like 'acme/%'")) {
                assertThat(rowsOf(rows)).as(rows).isZero();
            }
            node.api().put("/v1/users/ann/profile", "{\"name\":\"Anna\"}").expect(204);
        }
    }

    @Test
    void what_a_killed_service_has_begun_another_one_ends() {
        FollowsToo never = () -> 0;
        try (CommandNode node =
                CommandNode.start(database.url(), new SettableClock(), Map.of("never", never))) {
            Api acme = filled(node);

            Reply asked = erase(node).expect(202);

            assertThat(asked.body().get("status").asString()).isEqualTo("running");
            assertGone(acme);
            assertThat(node.count(RECEIPT)).isZero();
        }
        try (CommandNode another = start()) {
            await().until(() -> another.count(RECEIPT) == 1);
            assertThat(another.count(ERASED)).isOne();
            assertGone(another.api().with("Hansard-Tenant", "acme"));
        }
    }

    @Test
    void what_a_backup_brings_back_is_erased_again_by_the_file(@TempDir Path directory)
            throws IOException {
        try (CommandNode node = start()) {
            filled(node);
        }
        Path file = directory.resolve("erasures.ndjson");
        Files.writeString(
                file,
                "{\"store\":\"%s\",\"tenant\":\"acme\",\"userId\":\"\"}%n"
                        .formatted(jdbc().queryForObject("select id from store", String.class)));

        try (CommandNode restored =
                start(
                        "hansard.encryption.key=" + TestSeals.KEY,
                        "hansard.encryption.erasures-file=" + file)) {
            assertThat(rowsOf("data_key where tenant = 'acme'")).isZero();
            await().until(() -> restored.count(RECEIPT) == 1);
            assertGone(restored.api().with("Hansard-Tenant", "acme"));
            assertThat(restored.count(ERASED)).isOne();
            assertThat(restored.log().stream().filter(event -> event.tenant().equals("acme")))
                    .filteredOn(event -> !event.type().equals(ERASED))
                    .isNotEmpty()
                    .allMatch(RecordedEvent::erased);
        }
    }

    private CommandNode start(String... settings) {
        return CommandNode.start(database.url(), new SettableClock(), settings);
    }

    /** A node that answers for a tenant with something of everything. */
    private static Api filled(CommandNode node) {
        node.api().put("/v1/users/ann/profile", "{\"name\":\"Ann\"}").expect(204);
        node.api().post("/v1/conversations", "{\"userId\":\"ann\"}").expect(201);
        Api acme = node.api().with("Hansard-Tenant", "acme");
        acme.with("Idempotency-Key", "once")
                .put("/v1/users/ann/profile", "{\"name\":\"Ann\"}")
                .expect(204);
        acme.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"desk\"}").expect(201);
        acme.post("/v1/conversations", "{\"userId\":\"ben\",\"conversationId\":\"talk\"}")
                .expect(201);
        acme.put("/v1/tables/fares/a", "{\"value\":1,\"ttl\":\"PT1H\"}").expect(204);
        acme.post("/v1/admin/keys", "{\"role\":\"agent\"}").expect(201);
        return acme;
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

    private static void assertGone(Api acme) {
        acme.put("/v1/users/ann/profile", "{}").refused(410, ErrorCode.ERASED);
        acme.put("/v1/users/somebody-new/profile", "{}").refused(410, ErrorCode.ERASED);
        acme.post("/v1/conversations/talk/clear", "").refused(410, ErrorCode.ERASED);
        acme.put("/v1/tables/fares/a", "{\"value\":1}").refused(410, ErrorCode.ERASED);
        acme.post("/v1/admin/keys", "{\"role\":\"agent\"}").refused(410, ErrorCode.ERASED);
        acme.put("/v1/admin/settings", "{}").refused(410, ErrorCode.ERASED);
        acme.post("/v1/users/ann/erasure", "{\"confirm\":\"ann\"}").refused(410, ErrorCode.ERASED);
    }

    private static void assertLog(CommandNode node, long erased) {
        List<RecordedEvent> log = node.log();
        assertThat(log.stream().filter(RecordedEvent::erased))
                .hasSize((int) erased)
                .allMatch(event -> event.tenant().equals("acme"));
        assertThat(log.stream().filter(event -> event.tenant().equals("acme")).toList().getLast())
                .satisfies(event -> assertThat(event.type()).isEqualTo(ERASED))
                .satisfies(event -> assertThat(event.tenantSequence()).isEqualTo(erased + 1));
        assertThat(node.count(ERASED)).isOne();
        assertThat(node.count(RECEIPT)).isOne();
    }

    private long rowsOf(String rows) {
        return jdbc().queryForObject("select count(*) from " + rows, Long.class);
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(database.dataSource());
    }
}
