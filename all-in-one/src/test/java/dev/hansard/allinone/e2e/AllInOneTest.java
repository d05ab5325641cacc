package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Both sides in one process. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AllInOneTest {

    private final HansardClient client = InProcessHansard.shared().client();

    @Test
    void an_agents_day_goes_well() {
        new Scenario(client, List.of(client)).run();
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        Answer written =
                client.put("/v1/conversations/walled", "{\"userId\":\"walled-user\"}").expect(201);
        HansardClient other = client.after(written).with("Hansard-Tenant", "other");

        other.get("/v1/conversations/walled").expectProblem(404, "not-found");
        other.append("walled", Json.userMessage("hello?")).expectProblem(404, "not-found");
        assertThat(other.get("/v1/users/walled-user/messages").expect(200).data()).isEmpty();
        assertThat(other.get("/v1/conversations?userId=walled-user").expect(200).data()).isEmpty();
        assertThat(other.get("/v1/audit/events").expect(200).data()).isEmpty();
    }

    @Test
    void health_metrics_and_the_contract_are_there() {
        JsonNode health = client.get("/actuator/health").expect(200).json();
        for (String component : List.of("db", "eventStore", "readModel")) {
            assertThat(health.at("/components/" + component + "/status").asString(""))
                    .as(component)
                    .isEqualTo("UP");
        }
        assertThat(client.get("/v3/api-docs").expect(200).json().get("openapi").asString())
                .startsWith("3.1");
        assertThat(client.get("/actuator/prometheus").expect(200).body())
                .contains(
                        "hansard_events_appended_total",
                        "hansard_events_bytes",
                        "hansard_append_time_seconds",
                        "cache_gets_total",
                        "cache_evictions_total",
                        "cache_size",
                        "hansard_cache_weight");
    }

    @Test
    void protected_mode_lets_nobody_in_who_came_from_outside() {
        client.with("X-Forwarded-For", "192.0.2.1")
                .get("/v1/conversations")
                .expectProblem(403, "forbidden");
        client.with("Origin", "http://example.test")
                .get("/v1/conversations")
                .expectProblem(403, "forbidden");
    }
}
