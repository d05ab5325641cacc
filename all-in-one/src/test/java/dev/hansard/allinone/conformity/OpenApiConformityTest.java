package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.hansard.allinone.conformity.OpenApiDocument.Operation;
import dev.hansard.api.ErrorCode;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI document says of the API what the server does, and nothing else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiConformityTest {

    private static final Set<String> CONDITIONS = Set.of("If-Match", "If-None-Match");

    private static final Set<String> OF_EVERY_REQUEST =
            Set.of("Hansard-Tenant", "Hansard-Correlation-Id", "traceparent");

    private final OpenApiDocument document = new OpenApiDocument();
    private final List<Endpoint> endpoints = Endpoint.all();
    private final Map<String, Operation> operations =
            document.operations().stream()
                    .filter(operation -> !operation.path().startsWith("/actuator"))
                    .collect(Collectors.toMap(Operation::name, operation -> operation));

    @Test
    void what_is_mapped_is_documented_and_the_other_way_round() {
        assertThat(endpoints)
                .extracting(Endpoint::name)
                .containsExactlyInAnyOrderElementsOf(operations.keySet());
    }

    @Test
    void the_query_parameters_of_each_operation_are_those_that_it_reads() {
        assertThat(endpoints)
                .allSatisfy(
                        endpoint ->
                                assertThat(document.parameters(operation(endpoint), "query"))
                                        .as(endpoint.name())
                                        .containsExactlyInAnyOrderElementsOf(
                                                endpoint.queryParameters()));
    }

    @Test
    void the_variables_of_each_path_are_documented() {
        assertThat(operations.values())
                .allSatisfy(
                        operation ->
                                assertThat(document.parameters(operation, "path"))
                                        .as(operation.name())
                                        .allMatch(
                                                name -> operation.path().contains("{" + name + "}"))
                                        .hasSize(operation.path().split("\\{").length - 1));
    }

    @Test
    void the_headers_of_each_operation_are_those_that_it_reads() {
        for (Endpoint endpoint : endpoints) {
            Set<String> documented =
                    new HashSet<>(document.parameters(operation(endpoint), "header"));
            if (endpoint.path().startsWith("/v1")) {
                assertThat(documented).as(endpoint.name()).containsAll(OF_EVERY_REQUEST);
                documented.removeAll(OF_EVERY_REQUEST);
            }
            if (endpoint.isCommand()) {
                documented.removeAll(CONDITIONS);
            }
            assertThat(documented)
                    .as(endpoint.name())
                    .containsExactlyInAnyOrderElementsOf(endpoint.headers());
        }
    }

    @Test
    void an_operation_with_a_body_says_so() {
        assertThat(endpoints)
                .allSatisfy(
                        endpoint ->
                                assertThat(operation(endpoint).hasBody())
                                        .as(endpoint.name())
                                        .isEqualTo(endpoint.hasBody()));
    }

    @Test
    void the_codes_are_those_of_the_server() {
        assertThat(texts(document.schema("ErrorCode").path("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void the_document_is_served_as_it_is() {
        var served = RunningHansard.send("GET", "/v3/api-docs", null);

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(Repository.read(OpenApiDocument.FILE));
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.root().findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(
                                                document.root()
                                                        .at(reference.substring(1))
                                                        .isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void every_component_is_used() {
        String text = Repository.read(OpenApiDocument.FILE);

        document.root()
                .path("components")
                .properties()
                .forEach(
                        kind -> {
                            if (kind.getKey().equals("securitySchemes")) {
                                return;
                            }
                            kind.getValue()
                                    .propertyNames()
                                    .forEach(
                                            name ->
                                                    assertThat(text)
                                                            .contains(
                                                                    "\"#/components/%s/%s\""
                                                                            .formatted(
                                                                                    kind.getKey(),
                                                                                    name)));
                        });
    }

    @Test
    void every_example_fits_its_schema() {
        var schemas = new ContractSchemas(document);
        document.root()
                .findParents("example")
                .forEach(
                        parent -> {
                            if (parent.has("schema")) {
                                assertThat(
                                                schemas.check(
                                                        parent.path("schema"),
                                                        parent.path("example").toString()))
                                        .as(parent.path("example").toString())
                                        .isEmpty();
                            }
                        });
    }

    private Operation operation(Endpoint endpoint) {
        Operation operation = operations.get(endpoint.name());
        return operation == null ? fail("not documented: " + endpoint.name()) : operation;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }
}
