package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/**
 * A code agent works on a repository: its history says which of its agents did what, and what was
 * found out about a file is found again until the file changes.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CodeAgentTest {

    private static final String REQUEST =
            """
            "agent":"reviewer","request":{"task":"review","file":"src/Main.java"},\
            "permissions":["read"]""";

    private final HansardClient client =
            InProcessHansard.shared().client().with("Hansard-Tenant", "code-agent");

    @Test
    void its_history_says_who_did_what_how_long_it_took_and_what_came_out() {
        client.put("/v1/users/dev-1/session", "{\"metadata\":{\"repository\":\"shop\"}}")
                .expect(201);
        client.put("/v1/conversations/shop-1", "{\"userId\":\"dev-1\"}").expect(201);
        String entry =
                """
                {"role":"assistant","agent":"tester","content":"3 tests fail","durationMillis":48210,\
                "escalations":[{"to":"planner","why":"flaky"}],\
                "output":{"failed":["A","B","C"],"coverage":0.930},"commit":"00ab12"}""";

        Answer appended =
                client.append("shop-1", Json.userMessage("run the tests"), entry).expect(201);

        JsonNode window =
                client.after(appended).get("/v1/conversations/shop-1/window").expect(200).json();
        assertThat(Json.asSent(window.at("/messages/1"))).isEqualTo(entry);
    }

    @Test
    void what_was_found_out_is_found_again_until_the_file_changes() {
        String before = ",\"contentHash\":\"sha256:aaaa\"";
        Answer miss = lookUp(before).expectProblem(404, "result-miss");
        client.after(miss)
                .put(
                        "/v1/results",
                        "{%s%s,\"tags\":[\"file:src/Main.java\",\"review\"],\"ttl\":\"PT24H\",\"output\":{\"findings\":[\"unused\"],\"score\":7.50}}"
                                .formatted(REQUEST, before))
                .expect(201);

        Answer hit = lookUp(before).expect(200);
        assertThat(hit.json().get("output").toString())
                .isEqualTo("{\"findings\":[\"unused\"],\"score\":7.50}");
        lookUp(",\"contentHash\":\"sha256:bbbb\"").expectProblem(404, "result-miss");
        lookUp("").expect(200);

        Answer changed = client.post("/v1/results/invalidate", "{\"tag\":\"file:src/Main.java\"}");
        assertThat(changed.status()).as(changed.body()).isBetween(200, 204);
        HansardClient knowing = client.after(changed);
        knowing.post("/v1/results/lookup", "{%s%s}".formatted(REQUEST, before))
                .expectProblem(404, "result-miss");

        JsonNode stats = knowing.get("/v1/results/stats").expect(200).json();
        assertThat(stats.get("hits").asInt()).isEqualTo(2);
        assertThat(stats.get("misses").asInt()).isEqualTo(3);
        assertThat(stats.get("hitRate").asDouble()).isEqualTo(0.4);
        assertThat(stats.get("entries").asInt()).isZero();
    }

    private Answer lookUp(String contentHash) {
        return client.post("/v1/results/lookup", "{%s%s}".formatted(REQUEST, contentHash));
    }
}
