package dev.hansard.allinone.conformity;

import static dev.hansard.allinone.conformity.AccessRule.Outcome.FORBIDDEN;
import static dev.hansard.allinone.conformity.AccessRule.Outcome.MISS;
import static dev.hansard.allinone.conformity.AccessRule.Outcome.NOTHING_OF_OURS;
import static dev.hansard.allinone.conformity.AccessRule.Outcome.NOT_FOUND;
import static dev.hansard.allinone.conformity.AccessRule.Outcome.SHARED;
import static dev.hansard.allinone.conformity.AccessRule.Outcome.TAKEN;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an endpoint has to say to those it is not for. Each endpoint has one here, or a test fails.
 *
 * @param body what to send, about things of the user {@code victim}; null for none
 * @param toAnotherTenant what an administrator of another tenant gets
 * @param toAnotherUser what a key gets that is bound to another user of the tenant
 */
record AccessRule(@Nullable String body, Outcome toAnotherTenant, Outcome toAnotherUser) {

    /** What somebody gets who may not have what is asked for. */
    enum Outcome {
        /** As if it did not exist. */
        NOT_FOUND,
        /** As if nothing was stored. */
        MISS,
        /** It is about what the caller has itself, and nothing of others is in it. */
        NOTHING_OF_OURS,
        /** It is of the tenant as a whole: whoever belongs to it may have it. */
        SHARED,
        /** There is something in its place already. */
        TAKEN,
        /** It is for other roles. */
        FORBIDDEN
    }

    /** As the fixture of the test has them. */
    static final Map<String, String> OF_THE_VICTIM =
            Map.of(
                    "sessionId", "victim-desk",
                    "conversationId", "victim-talk",
                    "messageId", "victim-message",
                    "userId", "victim",
                    "table", "victim-table",
                    "tenant", "default",
                    "key", "flow");

    private static final String NAMED = "{\"userId\":\"victim\"}";
    private static final String EMPTY = "{}";
    private static final String RESULT =
            "{\"agent\":\"victim\",\"request\":1,\"userId\":\"victim\"%s}";
    private static final String VALUE = "{\"value\":1}";

    /** The rules by the names of their endpoints. */
    static Map<String, AccessRule> all() {
        Map<String, AccessRule> rules = new TreeMap<>();
        sessions(rules);
        conversations(rules);
        users(rules);
        tables(rules);
        results(rules);
        administration(rules);
        audit(rules);
        erasure(rules);
        rules.put("GET /v1/stream", own(null));
        return rules;
    }

    private static void sessions(Map<String, AccessRule> rules) {
        rules.put("POST /v1/sessions", named(NAMED));
        rules.put("GET /v1/sessions", own(null));
        rules.put("GET /v1/stats/sessions", own(null));
        rules.put("GET /v1/sessions/{sessionId}", hidden(null));
        rules.put("PATCH /v1/sessions/{sessionId}", hidden(EMPTY));
        rules.put("DELETE /v1/sessions/{sessionId}", hidden(null));
        rules.put("POST /v1/sessions/{sessionId}/reset", hidden(null));
        rules.put("GET /v1/sessions/{sessionId}/messages", hidden(null));
        rules.put("GET /v1/sessions/{sessionId}/state", hidden(null));
        rules.put("PATCH /v1/sessions/{sessionId}/state", hidden(EMPTY));
        rules.put("GET /v1/sessions/{sessionId}/state/{key}", hidden(null));
        rules.put("PUT /v1/sessions/{sessionId}/state/{key}", hidden(VALUE));
        rules.put("DELETE /v1/sessions/{sessionId}/state/{key}", hidden(null));
        rules.put("PUT /v1/users/{userId}/session", named(EMPTY));
        rules.put("GET /v1/users/{userId}/session", hidden(null));
    }

    private static void conversations(Map<String, AccessRule> rules) {
        rules.put("POST /v1/conversations", named(NAMED));
        rules.put("GET /v1/conversations", own(null));
        rules.put("GET /v1/conversations/{conversationId}", hidden(null));
        rules.put("PUT /v1/conversations/{conversationId}", named(NAMED));
        rules.put("PATCH /v1/conversations/{conversationId}", hidden(EMPTY));
        rules.put("DELETE /v1/conversations/{conversationId}", hidden(null));
        rules.put("GET /v1/conversations/{conversationId}/messages", hidden(null));
        rules.put(
                "POST /v1/conversations/{conversationId}/messages",
                hidden("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
        rules.put("GET /v1/conversations/{conversationId}/messages/{messageId}", hidden(null));
        rules.put("DELETE /v1/conversations/{conversationId}/messages/{messageId}", hidden(null));
        rules.put("GET /v1/conversations/{conversationId}/window", hidden(null));
        rules.put("POST /v1/conversations/{conversationId}/clear", hidden(null));
        rules.put("POST /v1/conversations/{conversationId}/compact", hidden("{\"summary\":\"s\"}"));
        rules.put("POST /v1/conversations/{conversationId}/compact/undo", hidden(null));
        rules.put("POST /v1/conversations/{conversationId}/fork", hidden(EMPTY));
        rules.put("GET /v1/users/{userId}/messages", named(null));
    }

    private static void users(Map<String, AccessRule> rules) {
        rules.put("GET /v1/users/{userId}/profile", hidden(null));
        rules.put("PUT /v1/users/{userId}/profile", named(EMPTY));
        rules.put("PATCH /v1/users/{userId}/profile", named(EMPTY));
        rules.put("DELETE /v1/users/{userId}/profile", hidden(null));
        rules.put("GET /v1/users/{userId}/state", named(null));
        rules.put("PATCH /v1/users/{userId}/state", named(EMPTY));
        rules.put("GET /v1/users/{userId}/state/{key}", hidden(null));
        rules.put("PUT /v1/users/{userId}/state/{key}", named(VALUE));
        rules.put("DELETE /v1/users/{userId}/state/{key}", hidden(null));
    }

    private static void erasure(Map<String, AccessRule> rules) {
        rules.put(
                "POST /v1/users/{userId}/erasure",
                new AccessRule("{\"confirm\":\"victim\"}", NOT_FOUND, FORBIDDEN));
        rules.put("GET /v1/users/{userId}/erasure", new AccessRule(null, NOT_FOUND, FORBIDDEN));
        rules.put(
                "DELETE /v1/admin/tenants/{tenant}",
                new AccessRule("{\"confirm\":\"default\"}", FORBIDDEN, FORBIDDEN));
        rules.put(
                "GET /v1/admin/tenants/{tenant}/erasure",
                new AccessRule(null, FORBIDDEN, FORBIDDEN));
    }

    private static void tables(Map<String, AccessRule> rules) {
        rules.put("GET /v1/tables", shared(null, NOTHING_OF_OURS));
        rules.put("GET /v1/tables/{table}", shared(null, NOTHING_OF_OURS));
        rules.put(
                "POST /v1/tables/{table}",
                shared("{\"entries\":[{\"key\":\"a\",\"value\":1}]}", NOTHING_OF_OURS));
        rules.put("GET /v1/tables/{table}/{key}", shared(null, NOT_FOUND));
        rules.put("PUT /v1/tables/{table}/{key}", shared(VALUE, NOTHING_OF_OURS));
        rules.put("DELETE /v1/tables/{table}/{key}", shared(null, NOT_FOUND));
    }

    private static void results(Map<String, AccessRule> rules) {
        rules.put("POST /v1/results/lookup", new AccessRule(RESULT.formatted(""), MISS, NOT_FOUND));
        rules.put("PUT /v1/results", named(RESULT.formatted(",\"output\":1")));
        rules.put("GET /v1/results/{resultKey}", hidden(null));
        rules.put("DELETE /v1/results/{resultKey}", own(null));
        rules.put("POST /v1/results/invalidate", own("{\"agent\":\"victim\"}"));
        rules.put("GET /v1/results/stats", own(null));
    }

    private static void audit(Map<String, AccessRule> rules) {
        rules.put("GET /v1/audit/events", own(null));
        rules.put("GET /v1/audit/conversations/{conversationId}", hidden(null));
        rules.put("GET /v1/audit/conversations/{conversationId}/window", hidden(null));
        rules.put("GET /v1/audit/sessions/{sessionId}", hidden(null));
        rules.put("GET /v1/audit/users/{userId}", hidden(null));
        rules.put("GET /v1/audit/tables/{table}/{key}", shared(null, NOT_FOUND));
        rules.put("GET /v1/audit/head", new AccessRule(null, SHARED, FORBIDDEN));
        rules.put("GET /v1/audit/export", own(null));
        rules.put("POST /v1/audit/import", new AccessRule(null, TAKEN, FORBIDDEN));
        rules.put("POST /v1/audit/verifications", administered(null));
        rules.put(
                "GET /v1/audit/verifications/{verificationId}",
                new AccessRule(null, NOT_FOUND, FORBIDDEN));
        AccessRule operated = new AccessRule(null, FORBIDDEN, FORBIDDEN);
        rules.put(
                "POST /v1/audit/rebuilds",
                new AccessRule("{\"view\":\"values\"}", FORBIDDEN, FORBIDDEN));
        rules.put("GET /v1/audit/rebuilds/{rebuildId}", operated);
        rules.put("DELETE /v1/audit/rebuilds/{rebuildId}", operated);
    }

    private static void administration(Map<String, AccessRule> rules) {
        rules.put("POST /v1/admin/sessions/cleanup", administered("{\"inactiveFor\":\"PT24H\"}"));
        rules.put("POST /v1/admin/keys", administered("{\"role\":\"agent\"}"));
        rules.put("GET /v1/admin/keys", administered(null));
        rules.put("GET /v1/admin/keys/{keyId}", new AccessRule(null, NOT_FOUND, FORBIDDEN));
        rules.put("DELETE /v1/admin/keys/{keyId}", new AccessRule(null, NOT_FOUND, FORBIDDEN));
        rules.put("PUT /v1/admin/allowed-users", administered("{\"mode\":\"everyone\"}"));
        rules.put("GET /v1/admin/allowed-users", administered(null));
        rules.put("PUT /v1/admin/settings", administered("{}"));
        rules.put("GET /v1/admin/settings", administered(null));
    }

    /** About a thing by its id. */
    private static AccessRule hidden(@Nullable String body) {
        return new AccessRule(body, NOT_FOUND, NOT_FOUND);
    }

    /** About a user by name: another tenant may have one of the same name. */
    private static AccessRule named(@Nullable String body) {
        return new AccessRule(body, NOTHING_OF_OURS, NOT_FOUND);
    }

    /** About all that the caller may see. */
    private static AccessRule own(@Nullable String body) {
        return new AccessRule(body, NOTHING_OF_OURS, NOTHING_OF_OURS);
    }

    /** About what all users of a tenant have together. */
    private static AccessRule shared(@Nullable String body, Outcome toAnotherTenant) {
        return new AccessRule(body, toAnotherTenant, SHARED);
    }

    /** About the caller's tenant as a whole. */
    private static AccessRule administered(@Nullable String body) {
        return new AccessRule(body, NOTHING_OF_OURS, FORBIDDEN);
    }
}
