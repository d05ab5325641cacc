package dev.hansard.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.command.Api;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.edge.access.Credential;
import dev.hansard.edge.access.Credentials;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** Invalidations over HTTP: events of the tenant, whatever is cached. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InvalidationApiTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    /** Each key is the name of the user it is bound to, or of nobody. */
    private static final Credentials KEYS =
            name ->
                    new Credential(
                            "key-" + name,
                            AccessRole.AGENT,
                            "acme",
                            name.equals("unbound") ? null : name);

    private static CommandNode node;
    private static Api agent;

    @BeforeAll
    static void start() {
        node =
                CommandNode.start(
                        DATABASE.url(),
                        new SettableClock(),
                        Map.of("keys", KEYS),
                        "hansard.admin-key=any");
        agent = node.api().with("Authorization", "Bearer unbound");
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void an_invalidation_is_an_event_at_the_position_of_its_answer() {
        assertThat(written(invalidate("{\"agent\":\"planner\"}")))
                .isEqualTo(new ResultsInvalidated(By.AGENT, "planner", null));
        assertThat(written(invalidate("{\"tag\":\"flights to Oslo\"}")))
                .isEqualTo(new ResultsInvalidated(By.TAG, "flights to Oslo", null));
        assertThat(written(invalidate("{\"contentHash\":\"sha256:0f\"}")))
                .isEqualTo(new ResultsInvalidated(By.CONTENT_HASH, "sha256:0f", null));
        assertThat(written(invalidate("{\"all\":true}")))
                .isEqualTo(new ResultsInvalidated(By.ALL, null, null));
    }

    @Test
    void deleting_a_result_is_invalidating_it_by_its_key_whether_it_is_there_or_not() {
        Reply deleted = agent.delete("/v1/results/" + "0f".repeat(32)).expect(204);

        assertThat(written(deleted))
                .isEqualTo(new ResultsInvalidated(By.KEY, "0f".repeat(32), null));
        assertThat(deleted.header("ETag")).isEmpty();
    }

    @Test
    void one_who_is_bound_to_a_user_reaches_what_that_user_may_see() {
        Api ann = node.api().with("Authorization", "Bearer ann");

        assertThat(written(ann.post("/v1/results/invalidate", "{\"all\":true}").expect(204)))
                .isEqualTo(new ResultsInvalidated(By.ALL, null, "ann"));
        assertThat(written(ann.delete("/v1/results/k").expect(204)))
                .isEqualTo(new ResultsInvalidated(By.KEY, "k", "ann"));
    }

    @Test
    void a_repetition_invalidates_again_whatever_its_key_and_version() {
        Api careful = agent.with("Idempotency-Key", "again", "If-Match", "\"7\"");

        Reply first = careful.post("/v1/results/invalidate", "{\"all\":true}").expect(204);
        Reply second = careful.post("/v1/results/invalidate", "{\"tag\":\"t\"}").expect(204);

        assertThat(second.position()).isGreaterThan(first.position());
        assertThat(second.replayed()).isFalse();
    }

    @Test
    void bad_selectors_are_refused_and_write_nothing() {
        int before = node.log().size();
        for (String none :
                new String[] {"{}", "{\"agent\":\"a\",\"tag\":\"t\"}", "{\"tag\":null}"}) {
            refused(none, "");
        }
        refused("{\"all\":true,\"tag\":\"t\"}", "");
        refused("{\"all\":false}", "/all");
        refused("{\"all\":1}", "/all");
        refused("{\"agent\":\" \"}", "/agent");
        refused("{\"tag\":\"%s\"}".formatted("t".repeat(129)), "/tag");
        refused("{\"contentHash\":7}", "/contentHash");
        refused("{\"key\":\"k\"}", "/key");
        agent.delete("/v1/results/.k").refused(422, ErrorCode.INVALID_REQUEST, "resultKey");
        assertThat(node.log()).hasSize(before);
    }

    private static Reply invalidate(String body) {
        return agent.post("/v1/results/invalidate", body).expect(204);
    }

    private static void refused(String body, String pointer) {
        agent.post("/v1/results/invalidate", body).refused(422, ErrorCode.INVALID_REQUEST, pointer);
    }

    private static Object written(Reply reply) {
        RecordedEvent event = node.log().get((int) reply.position() - 1);
        assertThat(event.aggregateId()).isEqualTo("acme/tenant/acme");
        assertThat(event.type()).isEqualTo("tenant.ResultsInvalidated");
        assertThat(event.userId()).isNull();
        return event.payload();
    }
}
