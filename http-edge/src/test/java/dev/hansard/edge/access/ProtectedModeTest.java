package dev.hansard.edge.access;

import static dev.hansard.edge.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.EdgeTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A server without a key: everything from this machine, nothing from elsewhere. */
@EdgeTest
class ProtectedModeTest {

    @Autowired private MockMvcTester http;

    @Test
    void this_machine_may_do_everything() {
        assertThat(http.get().uri("/test/operate").exchange()).hasStatusOk();
        assertThat(http.get().uri("/test/query").exchange())
                .bodyJson()
                .extractingPath("$.caller")
                .asMap()
                .containsEntry("tenant", "default")
                .containsEntry("role", "operator")
                .containsEntry("keyId", "protected-mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "0:0:0:0:0:0:0:1", "::1"})
    void every_loopback_address_is_this_machine(String address) {
        assertThat(http.get().uri("/test/query").with(from(address)).exchange()).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "192.168.1.2", "fe80::1", "not an address"})
    void another_machine_is_refused(String address) throws Exception {
        assertProblem(
                http.get().uri("/test/query").with(from(address)).exchange(), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "Forwarded,for=10.0.0.1",
        "X-Forwarded-For,10.0.0.1",
        "x-forwarded-host,localhost",
        "X-Forwarded-Anything,''",
        "Origin,http://localhost:3000",
        "origin,null"
    })
    void what_a_proxy_or_a_browser_sends_is_refused(String header, String value) throws Exception {
        assertProblem(
                        http.get().uri("/test/query").header(header, value).exchange(),
                        403,
                        "forbidden")
                .saying(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void the_names_of_this_machine_are_right(String host) {
        assertThat(http.get().uri("/test/query").with(host(host)).exchange()).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.2", "0.0.0.0"})
    void another_name_is_refused(String host) throws Exception {
        assertProblem(http.get().uri("/test/query").with(host(host)).exchange(), 403, "forbidden")
                .saying("Host");
    }

    @Test
    void the_tenant_is_the_one_named_and_must_be_an_id() throws Exception {
        assertThat(http.get().uri("/test/query").header("Hansard-Tenant", "acme").exchange())
                .bodyJson()
                .extractingPath("$.caller.tenant")
                .isEqualTo("acme");
        for (String tenant : new String[] {"", "a b", "a/b", "-a", "t".repeat(129)}) {
            assertProblem(
                            http.get()
                                    .uri("/test/query")
                                    .header("Hansard-Tenant", tenant)
                                    .exchange(),
                            422,
                            "invalid-request")
                    .at("Hansard-Tenant");
        }
    }

    @Test
    void health_and_the_document_are_open_to_all() {
        for (String path :
                new String[] {"/actuator/health", "/actuator/health/liveness", "/v3/api-docs"}) {
            assertThat(http.get().uri(path).with(from("10.0.0.7")).exchange()).hasStatusOk();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/prometheus",
                "/actuator/info",
                "/actuator/health/../prometheus",
                "/actuator/health;/../prometheus",
                "/actuator/health%2f..%2fprometheus",
                "/v3/api-docs/",
                "/v3/api-docs;x",
                "//v3/api-docs"
            })
    void nothing_else_is_open_whatever_it_looks_like(String path) throws Exception {
        assertProblem(
                http.get().uri(java.net.URI.create(path)).with(from("10.0.0.7")).exchange(),
                403,
                "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health/../prometheus",
                "/test/./query",
                "/test//query",
                "/test/query;x=y",
                "/test/.."
            })
    void a_path_that_can_be_read_in_two_ways_is_refused(String path) throws Exception {
        assertProblem(http.get().uri(java.net.URI.create(path)).exchange(), 422, "invalid-request")
                .at("path");
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static RequestPostProcessor host(String name) {
        return request -> {
            request.setServerName(name);
            return request;
        };
    }
}
