package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

/** A tenant that is erased: from every answer and every table but its history. */
final class WipedTenant {

    private static final String NAME = "wiped";
    private static final String PATH = "/v1/admin/tenants/" + NAME;

    /** Where its name stands that ids and proofs are made of, and that it was erased. */
    private static final List<String> HISTORY =
            List.of("event", "tenant_head", "signed_head", "erasure");

    private final HansardClient operator;
    private final HansardClient client;
    private final String marker;

    private WipedTenant(HansardClient operator, String marker) {
        this.operator = operator;
        this.client = operator.with("Hansard-Tenant", NAME);
        this.marker = marker;
    }

    /** One that has something of everything. */
    static WipedTenant filled(HansardClient operator) {
        HansardClient client = operator.with("Hansard-Tenant", NAME);
        var tenant = new WipedTenant(operator, Marked.everywhere(client, "ann", "of-ann"));
        assertThat(tenant.answers()).anyMatch(answer -> answer.contains(tenant.marker));
        return tenant;
    }

    /** The same at a service that was started since. */
    WipedTenant at(HansardClient restarted) {
        return new WipedTenant(restarted, marker);
    }

    /** Erases it, and looks at its history. */
    void erase() {
        byte[] body = "{\"confirm\":\"%s\"}".formatted(NAME).getBytes(UTF_8);
        Answer begun = operator.exchange("DELETE", PATH, body).expect(202);
        String job = begun.header("Location");
        assertThat(job).isEqualTo(PATH + "/erasure");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> operator.get(job).body().contains("\"succeeded\""));
        assertHistory(operator.get(job).expect(200).json());
    }

    private void assertHistory(JsonNode receipt) {
        assertThat(receipt.get("users").asLong()).isEqualTo(1);
        assertThat(receipt.get("events").asLong()).isEqualTo(10);
        List<JsonNode> events = client.get("/v1/audit/events?limit=1000").expect(200).data();
        assertThat(events).hasSize(11);
        assertThat(events.subList(0, 10))
                .allSatisfy(event -> assertThat(event.path("erased").asBoolean()).isTrue())
                .allSatisfy(event -> assertThat(event.has("payload")).isFalse());
        assertThat(events.getLast().get("type").asString()).isEqualTo("TenantErased");
        assertThat(events.getLast().get("position")).isEqualTo(receipt.get("position"));
    }

    void assertGone(DataSource database) {
        assertThat(answers()).noneMatch(answer -> answer.contains(marker));
        for (String path :
                List.of(
                        "/v1/conversations",
                        "/v1/conversations/of-ann/window",
                        "/v1/users/ann/profile",
                        "/v1/tables/fares/of-ann",
                        "/v1/admin/settings",
                        "/v1/audit/users/ann",
                        "/v1/audit/tables/fares/of-ann")) {
            client.get(path).expectProblem(410, "erased");
        }
        client.append("of-ann", Json.userMessage("once more")).expectProblem(410, "erased");
        client.post("/v1/conversations", "{\"userId\":\"new\"}").expectProblem(410, "erased");
        client.post("/v1/results/lookup", "{\"agent\":\"a\",\"request\":1}")
                .expectProblem(410, "erased");
        assertThat(new StoredText(database).tablesWith(NAME)).isSubsetOf(HISTORY);
    }

    /** Acts in it. */
    HansardClient client() {
        return client;
    }

    private List<String> answers() {
        return ErasureTest.OF_A_USER.stream()
                .map(path -> client.get(path.formatted("ann")).body())
                .toList();
    }
}
