package dev.hansard.allinone.conformity;

import dev.hansard.allinone.conformity.OpenApiDocument.Operation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Calls the running server and holds what it answers against the OpenAPI document. */
final class CheckedAnswers {

    private final OpenApiDocument document;
    private final ContractSchemas schemas;
    private final Set<String> called = new TreeSet<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private String position = "0";

    CheckedAnswers(OpenApiDocument document) {
        this.document = document;
        this.schemas = new ContractSchemas(document);
    }

    /** Names of the operations that were called. */
    Set<String> called() {
        return called;
    }

    /** What does not fit the document. */
    List<String> wrong() {
        return wrong;
    }

    /** Names of the fields that were seen of a schema. */
    Set<String> seen(String schema) {
        return seen.getOrDefault(schema, Set.of());
    }

    /** The last position that was answered. */
    String position() {
        return position;
    }

    /** Calls with single quotes for double ones, and holds the answer against the document. */
    String call(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        all.addAll(List.of("Hansard-Min-Position", position));
        HttpResponse<String> answer =
                RunningHansard.send(
                        method,
                        path,
                        body == null ? null : body.replace('\'', '"'),
                        all.toArray(String[]::new));
        answer.headers().firstValue("Hansard-Position").ifPresent(now -> position = now);
        Operation operation = document.operation(method, path.replaceAll("\\?.*", ""));
        called.add(operation.name());
        JsonNode response = document.response(operation, answer.statusCode());
        String what = operation.name() + " " + answer.statusCode();
        if (response.isMissingNode()) {
            wrong.add(what + " is not documented");
            return answer.body();
        }
        checkHeaders(what, response, answer);
        checkBody(what, response, answer);
        return answer.body();
    }

    private void checkHeaders(String what, JsonNode response, HttpResponse<String> answer) {
        for (String name : List.of("Hansard-Position", "ETag", "Location", "Retry-After")) {
            if (answer.headers().firstValue(name).isPresent()
                    && !response.path("headers").has(name)) {
                wrong.add(what + " has an undocumented " + name);
            }
        }
    }

    private void checkBody(String what, JsonNode response, HttpResponse<String> answer) {
        JsonNode content = response.path("content");
        if (answer.body().isEmpty()) {
            if (!content.isMissingNode()) {
                wrong.add(what + " has no body");
            }
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            wrong.add(what + " is answered with an undocumented " + type);
        } else if (type.endsWith("ndjson")) {
            answer.body().lines().forEach(line -> checkJson(what, schema, line));
        } else if (type.endsWith("json")) {
            checkJson(what, schema, answer.body());
        }
    }

    private void checkJson(String what, JsonNode schema, String json) {
        schemas.check(schema, json)
                .forEach(error -> wrong.add(what + ": " + error + " in " + json));
        see(schema, JsonMapper.shared().readTree(json));
    }

    private void see(JsonNode schema, JsonNode value) {
        String reference = schema.path("$ref").asString("");
        if (reference.isEmpty()) {
            return;
        }
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        value.propertyNames().forEach(seen.computeIfAbsent(name, key -> new TreeSet<>())::add);
        value.path("data")
                .forEach(item -> see(document.schema(name).at("/properties/data/items"), item));
    }
}
