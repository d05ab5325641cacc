package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.tenant.AccessRole;
import dev.hansard.edge.access.Permission;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Goes to every endpoint that the running server maps with every kind of key that it is not for,
 * and with those that it is for. An endpoint without a rule in {@link AccessRule} fails.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessConformityTest {

    private static final String TENANT = "acme";
    private static final String SECRET = "secret-of-the-victim";
    private static final String OF_THE_TENANT = "secret-of-the-tenant";
    private static final Map<String, AccessRule> RULES = AccessRule.all();

    private static KeyedHansard hansard;
    private static List<Endpoint> endpoints;

    /** One key of each role. */
    private static final Map<AccessRole, String> KEYS = new EnumMap<>(AccessRole.class);

    private static String victimsKeyId;
    private static String victimsResult;
    private static String victimsVerification;
    private static String expired;
    private static String revoked;

    /** Position of what was written last for the victim. */
    private static String written = "0";

    @BeforeAll
    static void make_a_victim_and_keys_of_all_kinds() {
        hansard = new KeyedHansard();
        endpoints =
                Endpoint.allOf(hansard.context()).stream()
                        .filter(endpoint -> endpoint.permission() != Permission.OPEN)
                        .toList();
        for (AccessRole role : AccessRole.values()) {
            KEYS.put(role, make("{\"role\":\"%s\"}".formatted(role.wireName())).key());
        }
        victimsKeyId = make("{\"role\":\"reader\",\"name\":\"%s\"}".formatted(SECRET)).id();
        expired = make("{\"role\":\"admin\",\"ttl\":\"PT1S\"}").key();
        Key toRevoke = make("{\"role\":\"admin\"}");
        revoked = toRevoke.key();
        ours("DELETE", "/v1/admin/keys/" + toRevoke.id(), null);
        ours(
                "POST",
                "/v1/sessions",
                """
                {"userId":"victim","sessionId":"victim-desk","ttl":"never",
                 "metadata":{"of":"%s"}}"""
                        .formatted(SECRET));
        ours("PUT", "/v1/sessions/victim-desk/state/flow", "{\"value\":\"%s\"}".formatted(SECRET));
        ours(
                "PUT",
                "/v1/conversations/victim-talk",
                """
                {"userId":"victim","sessionId":"victim-desk","ttl":"never","messages":[
                 {"messageId":"victim-message","role":"user","content":"%s"}]}"""
                        .formatted(SECRET));
        ours("PUT", "/v1/users/victim/profile", "{\"of\":\"%s\"}".formatted(SECRET));
        ours("PUT", "/v1/users/victim/state/flow", "{\"value\":\"%s\"}".formatted(SECRET));
        ours("PUT", "/v1/tables/victim-table/flow", "{\"value\":\"%s\"}".formatted(OF_THE_TENANT));
        String result =
                """
                {"agent":"victim","request":1,"userId":"victim","ttl":"never","output":"%s"}"""
                        .formatted(SECRET);
        victimsResult = ours("PUT", "/v1/results", result).get("key").asString();
        victimsVerification = ours("POST", "/v1/audit/verifications", "{}").get("id").asString();
        hansard.moveClock(Duration.ofSeconds(2));
    }

    @AfterAll
    static void stop() {
        hansard.close();
    }

    @Test
    void every_endpoint_has_a_rule_and_every_rule_an_endpoint() {
        assertThat(endpoints)
                .extracting(Endpoint::name)
                .containsExactlyInAnyOrderElementsOf(RULES.keySet());
    }

    @Test
    void nobody_comes_in_without_a_key_that_is_of_use() {
        String unknown = KEYS.get(AccessRole.ADMIN).replaceAll("_.{43}$", "_" + "A".repeat(43));
        for (Endpoint endpoint : endpoints) {
            for (String key : new String[] {null, "", "wrong", unknown, expired, revoked}) {
                HttpResponse<String> answer = probe(key, endpoint);
                assertProblem(endpoint, answer, 401, "unauthorized");
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            }
        }
    }

    @Test
    void a_role_may_do_what_its_permissions_say_and_nothing_else() {
        for (Endpoint endpoint : endpoints) {
            KEYS.forEach(
                    (role, key) -> {
                        HttpResponse<String> answer = probeNothing(key, endpoint);
                        if (endpoint.permission().isHeldBy(role)) {
                            assertThat(answer.statusCode())
                                    .as("%s as %s: %s", endpoint.name(), role, answer.body())
                                    .isNotIn(401, 403)
                                    .isLessThan(500);
                        } else {
                            assertProblem(endpoint, answer, 403, "forbidden");
                        }
                    });
        }
    }

    @Test
    void only_an_operator_names_another_tenant() {
        for (Endpoint endpoint : endpoints) {
            assertProblem(
                    endpoint,
                    probe(KEYS.get(AccessRole.ADMIN), endpoint, "Hansard-Tenant", "other"),
                    403,
                    "forbidden");
        }
    }

    @Test
    void another_tenant_and_another_user_get_nothing_and_change_nothing() {
        JsonNode before = all_that_the_victim_has();
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            AccessRule rule = RULES.get(endpoint.name());
            String foreign =
                    hansard.make("other" + i, "{\"role\":\"admin\"}").get("key").asString();
            HttpResponse<String> toForeign = probe(foreign, endpoint);
            assertThat(toForeign.body()).as(endpoint.name()).doesNotContain(OF_THE_TENANT);
            check(rule.toAnotherTenant(), endpoint, toForeign);
            check(rule.toAnotherUser(), endpoint, probe(boundToMallory(endpoint), endpoint));
        }
        assertThat(all_that_the_victim_has()).isEqualTo(before);
    }

    @Test
    void what_spring_adds_is_the_operators_but_for_the_health() {
        List<String> paths =
                hansard
                        .context()
                        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                        .values()
                        .stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(mapping -> mapping.getPatternValues().stream())
                        .filter(path -> path.startsWith("/actuator"))
                        .filter(path -> !path.contains("*"))
                        .distinct()
                        .toList();

        assertThat(paths).contains("/actuator/prometheus", "/actuator/info", "/actuator/health");
        for (String path : paths) {
            boolean open = path.startsWith("/actuator/health");
            assertThat(hansard.send(null, "GET", path, null).statusCode())
                    .as(path)
                    .isEqualTo(open ? 200 : 401);
            KEYS.forEach(
                    (role, key) ->
                            assertThat(hansard.send(key, "GET", path, null).statusCode())
                                    .as("%s as %s", path, role)
                                    .isEqualTo(open || role == AccessRole.OPERATOR ? 200 : 403));
        }
    }

    private static void check(
            AccessRule.Outcome outcome, Endpoint endpoint, HttpResponse<String> answer) {
        assertThat(answer.body()).as(endpoint.name()).doesNotContain(SECRET);
        switch (outcome) {
            case NOT_FOUND -> assertProblem(endpoint, answer, 404, "not-found");
            case MISS -> assertProblem(endpoint, answer, 404, "result-miss");
            case TAKEN -> assertProblem(endpoint, answer, 409, "already-exists");
            case FORBIDDEN -> assertProblem(endpoint, answer, 403, "forbidden");
            case SHARED ->
                    assertThat(answer.statusCode()).as(endpoint.name()).isIn(200, 201, 204, 404);
            case NOTHING_OF_OURS ->
                    assertThat(answer.statusCode())
                            .as("%s: %s", endpoint.name(), answer.body())
                            .isBetween(200, 299);
        }
    }

    /** A key of a role that the endpoint is for, if such a key can be bound. */
    private static String boundToMallory(Endpoint endpoint) {
        AccessRole role =
                Stream.of(AccessRole.AUDITOR, AccessRole.READER, AccessRole.AGENT)
                        .filter(endpoint.permission()::isHeldBy)
                        .findFirst()
                        .orElse(AccessRole.AGENT);
        return make("{\"role\":\"%s\",\"userId\":\"mallory\"}".formatted(role.wireName())).key();
    }

    private static JsonNode all_that_the_victim_has() {
        Map<String, JsonNode> all = new HashMap<>();
        for (String path :
                List.of(
                        "/v1/sessions/victim-desk",
                        "/v1/users/victim/session",
                        "/v1/conversations/victim-talk",
                        "/v1/conversations/victim-talk/messages",
                        "/v1/users/victim/messages",
                        "/v1/users/victim/profile",
                        "/v1/users/victim/state",
                        "/v1/results/" + victimsResult,
                        "/v1/admin/keys/" + victimsKeyId,
                        "/v1/admin/allowed-users",
                        "/v1/admin/settings")) {
            all.put(path, ours("GET", path, null));
        }
        return JsonMapper.shared().valueToTree(all);
    }

    /** About the victim's things. */
    private static HttpResponse<String> probe(String key, Endpoint endpoint, String... headers) {
        Map<String, String> ids = new HashMap<>(AccessRule.OF_THE_VICTIM);
        ids.put("keyId", victimsKeyId);
        ids.put("resultKey", victimsResult);
        ids.put("verificationId", victimsVerification);
        ids.put("rebuildId", "some-rebuild");
        String path = endpoint.path();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        assertThat(path).as("ids of the victim").doesNotContain("{");
        return hansard.send(
                key, endpoint.method(), path, RULES.get(endpoint.name()).body(), headers);
    }

    /** About things that do not exist, so that what is allowed harms nobody. */
    private static HttpResponse<String> probeNothing(String key, Endpoint endpoint) {
        String body = RULES.get(endpoint.name()).body();
        return hansard.send(
                key,
                endpoint.method(),
                endpoint.path().replaceAll("\\{[^}]+}", "nothing"),
                body == null ? null : body.replace("victim", "nobody"));
    }

    private static void assertProblem(
            Endpoint endpoint, HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode())
                .as("%s: %s", endpoint.name(), answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(JsonMapper.shared().readTree(answer.body()).path("code").asString())
                .isEqualTo(code);
    }

    private record Key(String id, String key) {}

    private static Key make(String body) {
        JsonNode made = hansard.make(TENANT, body);
        return new Key(made.get("id").asString(), made.get("key").asString());
    }

    /** As the tenant's operator; what was written is seen. */
    private static JsonNode ours(String method, String path, String body) {
        var answer =
                hansard.send(
                        KeyedHansard.OPERATOR,
                        method,
                        path,
                        body,
                        "Hansard-Tenant",
                        TENANT,
                        "Hansard-Min-Position",
                        written,
                        "Prefer",
                        "wait=30");
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isLessThan(300);
        written = answer.headers().firstValue("Hansard-Position").orElse(written);
        return JsonMapper.shared().readTree(answer.body());
    }
}
