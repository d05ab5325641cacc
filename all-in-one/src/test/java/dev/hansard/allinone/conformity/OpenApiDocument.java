package dev.hansard.allinone.conformity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The API's contract, {@code http-edge/src/main/resources/openapi/hansard.json}. */
final class OpenApiDocument {

    static final String FILE = "http-edge/src/main/resources/openapi/hansard.json";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** One method of one path template. */
    record Operation(String method, String path, JsonNode pathItem, JsonNode node) {

        /** As {@code GET /v1/sessions}. */
        String name() {
            return method + " " + path;
        }

        boolean hasBody() {
            return node.has("requestBody");
        }

        /** Whether a path without variables is one of this template. */
        boolean matches(String otherMethod, String otherPath) {
            return method.equals(otherMethod)
                    && otherPath.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }
    }

    private final JsonNode root = JsonMapper.shared().readTree(Repository.read(FILE));

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(member -> METHODS.contains(member.getKey()))
                                        .map(
                                                member ->
                                                        new Operation(
                                                                member.getKey()
                                                                        .toUpperCase(Locale.ROOT),
                                                                path.getKey(),
                                                                path.getValue(),
                                                                member.getValue()))
                                        .forEach(operations::add));
        return operations;
    }

    /** The operation that a request is one of. */
    Operation operation(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.matches(method, path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not documented: " + method + " " + path));
    }

    /** Names of an operation's parameters, its own and its path's, of one kind. */
    Set<String> parameters(Operation operation, String in) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode owner : List.of(operation.pathItem(), operation.node())) {
            for (JsonNode parameter : owner.path("parameters")) {
                JsonNode resolved = resolve(parameter);
                if (resolved.path("in").asString().equals(in)) {
                    names.add(resolved.path("name").asString());
                }
            }
        }
        return names;
    }

    /** What an operation answers with a status: that of its own, or else its default. */
    JsonNode response(Operation operation, int status) {
        JsonNode responses = operation.node().path("responses");
        JsonNode response = responses.path(String.valueOf(status));
        return resolve(response.isMissingNode() ? responses.path("default") : response);
    }

    JsonNode schema(String name) {
        return root.path("components").path("schemas").path(name);
    }

    Set<String> propertiesOf(String schema) {
        return schema(schema).path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asString().substring(1)) : node;
    }
}
