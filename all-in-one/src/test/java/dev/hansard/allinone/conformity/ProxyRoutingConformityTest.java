package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

/** The proxy sends every request to the side that answers it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProxyRoutingConformityTest {

    private static final String COMMAND = "command_side";
    private static final String QUERY = "query_side";

    /** What they write is a cache or a job, and no history. */
    private static final Set<String> NO_COMMANDS =
            Set.of(
                    "PUT /v1/results",
                    "POST /v1/results/lookup",
                    "POST /v1/audit/verifications",
                    "POST /v1/audit/rebuilds",
                    "DELETE /v1/audit/rebuilds/{rebuildId}");

    private final ProxyTable table = new ProxyTable();

    @Test
    void every_endpoint_is_reached_at_the_side_that_maps_it() {
        assertThat(Endpoint.all())
                .isNotEmpty()
                .allSatisfy(
                        endpoint ->
                                assertThat(side(endpoint.method(), endpoint.path()))
                                        .as(endpoint.name())
                                        .isEqualTo(sideThatMaps(endpoint)));
    }

    @Test
    void every_documented_operation_goes_to_a_side_by_its_kind() {
        assertThat(new OpenApiDocument().operations())
                .allSatisfy(
                        operation ->
                                assertThat(side(operation.method(), operation.path()))
                                        .as(operation.name())
                                        .isEqualTo(
                                                operation.method().equals("GET")
                                                                || NO_COMMANDS.contains(
                                                                        operation.name())
                                                        ? QUERY
                                                        : COMMAND));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/stream",
        "HEAD, /v1/sessions/s",
        "GET, /v3/api-docs",
        "GET, /actuator/health",
        "GET, /v1/results/k",
        "PUT, /v1/results",
        "POST, /v1/results/lookup",
        "POST, /v1/audit/verifications",
        "GET, /v1/audit/verifications/v",
        "POST, /v1/audit/rebuilds",
        "DELETE, /v1/audit/rebuilds/r"
    })
    void the_rest_of_the_contract_that_is_read_goes_to_the_query_side(String method, String path) {
        assertThat(side(method, path)).isEqualTo(QUERY);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/results/k",
        "POST, /v1/results/invalidate",
        "PUT, /v1/results/k",
        "POST, /v1/audit/import",
        "PUT, /v1/users/u/profile",
        "POST, /v1/conversations/verifications/messages",
        "OPTIONS, /v1/sessions"
    })
    void everything_else_goes_to_the_command_side(String method, String path) {
        assertThat(side(method, path)).isEqualTo(COMMAND);
    }

    private String side(String method, String path) {
        return table.sideOf(method, path.replaceAll("\\{[^}]+}", "x"));
    }

    /** What both sides map, such as the document, may be asked of either: it is a query. */
    private static String sideThatMaps(Endpoint endpoint) {
        return endpoint.isOf("dev.hansard.command") ? COMMAND : QUERY;
    }
}
