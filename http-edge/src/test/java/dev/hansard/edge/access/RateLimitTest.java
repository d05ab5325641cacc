package dev.hansard.edge.access;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.tenant.AccessRole;
import dev.hansard.edge.EdgeTest;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.List;
import java.util.stream.IntStream;

/** A server where a key may be used three times per second, unless it may be used more often. */
@EdgeTest
@Import(RateLimitTest.Keys.class)
@TestPropertySource(properties = {"hansard.admin-key=any", "hansard.keys.requests-per-second=3"})
class RateLimitTest {

    @Autowired private MockMvcTester http;
    @Autowired private MeterRegistry meters;

    @TestConfiguration(proxyBeanMethods = false)
    static class Keys {

        @Bean
        Credentials credentials() {
            return key ->
                    new Credential(
                            key,
                            AccessRole.AGENT,
                            "acme",
                            null,
                            key.equals("often") ? Integer.valueOf(1_000_000) : null);
        }
    }

    @Test
    void one_request_too_many_is_told_when_to_come_again() throws Exception {
        MvcTestResult refused =
                await().until(() -> get("one"), result -> result.getResponse().getStatus() != 200);

        assertProblem(refused, 429, "rate-limited").saying("3 times per second");
        assertThat(refused).hasHeader("Retry-After", "1");
        assertThat(meters.get("hansard.rate.limited").counter().count()).isPositive();
        await().until(() -> get("one").getResponse().getStatus() == 200);
    }

    @Test
    void a_key_does_not_suffer_for_another_and_may_have_a_limit_of_its_own() {
        List<Integer> often =
                IntStream.range(0, 20)
                        .mapToObj(i -> get("often").getResponse().getStatus())
                        .toList();

        assertThat(often).containsOnly(200);
        assertThat(IntStream.range(0, 20).mapToObj(i -> get("own" + i)))
                .allSatisfy(result -> assertThat(result).hasStatusOk());
    }

    private MvcTestResult get(String key) {
        return http.get().uri("/test/query").header("Authorization", "Bearer " + key).exchange();
    }
}
