package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A tenant is erased: from every answer and every table but its history, and for ever. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantErasureTest {

    private static final String MARKER = "marker-ann-of-ann";
    private static final String JOB = "/v1/admin/tenants/wiped/erasure";

    /** Where its name stands that ids and proofs are made of, and that it was erased. */
    private static final List<String> HISTORY =
            List.of("event", "tenant_head", "signed_head", "erasure");

    @Test
    void what_an_erased_tenant_had_is_found_nowhere_also_after_a_start_with_replay(
            @TempDir Path directory) {
        String data = "--hansard.data-dir=" + directory.resolve("data");
        List<String> others;
        try (var hansard = InProcessHansard.start(data)) {
            HansardClient client = hansard.client();
            HansardClient wiped = client.with("Hansard-Tenant", "wiped");
            assertThat(Marked.everywhere(wiped, "ann", "of-ann")).isEqualTo(MARKER);
            Marked.everywhere(client, "ben", "of-ben");
            assertThat(answers(wiped, "ann")).anyMatch(answer -> answer.contains(MARKER));
            others = live(client);

            JsonNode receipt = erase(client);

            assertThat(receipt.get("users").asLong()).isEqualTo(1);
            assertThat(receipt.get("events").asLong()).isEqualTo(10);
            assertGone(wiped);
            assertThat(live(client)).isEqualTo(others);
            assertHistory(wiped, receipt);
            assertVerified(wiped);
            assertVerified(client);
            var stored = new StoredText(hansard.dataSource());
            assertThat(stored.tablesWith(MARKER)).isEmpty();
            assertThat(stored.tablesWith("wiped")).isSubsetOf(HISTORY.toArray(String[]::new));
        }
        try (var hansard = InProcessHansard.start(data, "--hansard.read-model.start=replay")) {
            HansardClient client = hansard.client();
            assertGone(client.with("Hansard-Tenant", "wiped"));
            assertThat(live(client)).isEqualTo(others);
            assertThat(new StoredText(hansard.dataSource()).tablesWith("wiped"))
                    .isSubsetOf(HISTORY.toArray(String[]::new));
        }
    }

    private static JsonNode erase(HansardClient client) {
        byte[] body = "{\"confirm\":\"wiped\"}".getBytes(UTF_8);
        Answer begun = client.exchange("DELETE", "/v1/admin/tenants/wiped", body).expect(202);
        assertThat(begun.header("Location")).isEqualTo(JOB);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get(JOB).body().contains("\"succeeded\""));
        return client.get(JOB).expect(200).json();
    }

    private static List<String> answers(HansardClient client, String user) {
        return ErasureTest.OF_A_USER.stream()
                .map(path -> client.get(path.formatted(user)))
                .map(answer -> answer.status() + " " + answer.body())
                .toList();
    }

    /** Of another tenant, without what tells the position of the present. */
    private static List<String> live(HansardClient client) {
        return ErasureTest.OF_A_USER.stream()
                .filter(path -> !path.contains("/audit/"))
                .map(path -> client.get(path.formatted("ben")).expect(200).body())
                .toList();
    }

    private static void assertGone(HansardClient wiped) {
        assertThat(answers(wiped, "ann")).noneMatch(answer -> answer.contains(MARKER));
        for (String path :
                List.of(
                        "/v1/conversations",
                        "/v1/conversations/of-ann/window",
                        "/v1/users/ann/profile",
                        "/v1/tables/fares/of-ann",
                        "/v1/admin/settings",
                        "/v1/audit/users/ann",
                        "/v1/audit/tables/fares/of-ann")) {
            wiped.get(path).expectProblem(410, "erased");
        }
        wiped.append("of-ann", Json.userMessage("once more")).expectProblem(410, "erased");
        wiped.post("/v1/conversations", "{\"userId\":\"new\"}").expectProblem(410, "erased");
        wiped.post("/v1/results/lookup", "{\"agent\":\"a\",\"request\":1}")
                .expectProblem(410, "erased");
    }

    private static void assertHistory(HansardClient wiped, JsonNode receipt) {
        List<JsonNode> events = wiped.get("/v1/audit/events?limit=1000").expect(200).data();
        assertThat(events).hasSize(11);
        assertThat(events.subList(0, 10))
                .allSatisfy(event -> assertThat(event.path("erased").asBoolean()).isTrue())
                .allSatisfy(event -> assertThat(event.has("payload")).isFalse());
        assertThat(events.getLast().get("type").asString()).isEqualTo("TenantErased");
        assertThat(events.getLast().get("position")).isEqualTo(receipt.get("position"));
        wiped.get("/v1/audit/head").expect(200);
    }

    private static void assertVerified(HansardClient client) {
        String path =
                "/v1/audit/verifications/"
                        + client.post("/v1/audit/verifications", "{}")
                                .expect(202)
                                .json()
                                .get("id")
                                .asString();
        await().until(() -> client.get(path).body().contains("\"succeeded\""));
        JsonNode verified = client.get(path).json();
        assertThat(verified.has("firstBadPosition")).as(verified.toString()).isFalse();
        assertThat(verified.get("differences")).as(verified.toString()).isEmpty();
    }
}
