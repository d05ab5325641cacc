package dev.hansard.allinone.conformity;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The schemas of the contract, closed: an object may have what its schema names and nothing else,
 * unless the schema says otherwise. So an answer with a field that is not documented is found.
 */
final class ContractSchemas {

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    Dialects.getOpenApi31(),
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    private final JsonNode components;

    ContractSchemas(OpenApiDocument document) {
        this.components = document.root().path("components").deepCopy();
        components.path("schemas").forEach(ContractSchemas::close);
    }

    /** What is wrong with a value, in words; empty if it fits. */
    List<String> check(JsonNode schema, String json) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", components);
        return registry.getSchema(whole).validate(JsonMapper.shared().readTree(json)).stream()
                .map(Error::toString)
                .toList();
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ContractSchemas::close);
    }
}
