package dev.hansard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.conversation.Role;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.util.List;

/** What a query service answers while all is well. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryAnswersTest {

    @Test
    void a_window_shows_what_another_process_wrote_as_soon_as_the_query_asks_for_it() {
        Tenant tenant = RunningQueryService.tenant("written-elsewhere");
        tenant.talk("w", "ann", null)
                .says(
                        Role.USER,
                        "{\"role\":\"user\",\"content\":\"1.10 stays \\u0000\",\"n\":1.10}");

        var answer = tenant.get("/v1/conversations/w/window").ok();

        assertThat(answer.position()).isEqualTo(tenant.written());
        assertThat(answer.body())
                .startsWith(
                        "{\"conversationId\":\"w\",\"messages\":[{\"role\":\"user\",\"content\":\"1.10 stays \\u0000\",\"n\":1.10,\"messageId\":\"m1\",\"sequence\":1,\"position\":"
                                + tenant.written()
                                + ",\"at\":\"")
                .endsWith("}],\"turnCount\":1,\"compactionDue\":false}");
    }

    @Test
    void the_service_is_healthy_and_shows_its_views_and_caches() {
        Tenant tenant = RunningQueryService.tenant("healthy");
        tenant.talk("m", "ann", null).saysTimes(3);
        tenant.get("/v1/conversations/m/window").ok();

        await().until(() -> tenant.getAsIs("/actuator/health").status() == 200);
        var health = tenant.getAsIs("/actuator/health").ok();
        assertThat(health.<String>at("$.status")).isEqualTo("UP");
        for (String view : List.of("recent-messages", "sessions")) {
            assertThat(health.<String>at("$.components.readModel.details." + view + ".state"))
                    .isEqualTo("Live");
        }
        assertThat(tenant.getAsIs("/actuator/prometheus").ok().body())
                .contains("hansard_cache_weight_bytes{cache=\"conversations\"}")
                .contains("cache_size{cache=\"groups\"")
                .contains("cache_gets_total{cache=\"sessions\"")
                .contains("cache_evictions_total{cache=\"users\"");
    }
}
