package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.allinone.conformity.OpenApiDocument.Operation;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import javax.sql.DataSource;

/** What the running server answers is what the OpenAPI document says: every operation is called. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswersConformityTest {

    private static final OpenApiDocument DOCUMENT = new OpenApiDocument();
    private static final CheckedAnswers ANSWERS = new CheckedAnswers(DOCUMENT);

    @BeforeAll
    static void use_all_of_the_api() {
        sessions();
        conversations();
        users();
        tables();
        results();
        proofs();
        erasure();
        erasureOfATenant();
        administration();
        refusals();
        call("GET", "/v3/api-docs", null);
        call("GET", "/actuator/health", null);
        call("GET", "/actuator/prometheus", null);
    }

    @Test
    void every_answer_fits_the_document() {
        assertThat(ANSWERS.wrong()).isEmpty();
    }

    @Test
    void every_operation_was_called() {
        assertThat(ANSWERS.called())
                .containsExactlyInAnyOrderElementsOf(
                        DOCUMENT.operations().stream().map(Operation::name).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Session",
                "EndedSession",
                "StateEntry",
                "Profile",
                "EntryPage",
                "TablePage",
                "Table",
                "Result",
                "ResultStats",
                "Conversation",
                "Appended",
                "Window",
                "SessionPage",
                "ConversationPage",
                "MessagePage",
                "EventPage",
                "PastConversation",
                "PastWindow",
                "PastSession",
                "PastUser",
                "PastEntry",
                "SignedHead",
                "ApiKey",
                "ApiKeyPage",
                "AllowedUsers",
                "Settings"
            })
    void every_documented_field_is_answered(String schema) {
        assertThat(ANSWERS.seen(schema))
                .containsExactlyInAnyOrderElementsOf(DOCUMENT.propertiesOf(schema));
    }

    @Test
    void the_health_has_the_components_that_the_document_shows() {
        Operation operation = DOCUMENT.operation("GET", "/actuator/health");
        JsonNode example =
                DOCUMENT.response(operation, 200)
                        .path("content")
                        .path("application/json")
                        .path("example");
        String health = RunningHansard.send("GET", "/actuator/health", null).body();

        assertThat(JsonMapper.shared().readTree(health).path("components").propertyNames())
                .containsAll(example.path("components").propertyNames());
    }

    private static void sessions() {
        call("POST", "/v1/sessions", "{'userId':'ann','sessionId':'desk','metadata':{'a':1}}");
        call("PUT", "/v1/users/ann/session", "{}");
        call("PUT", "/v1/users/ben/session", "{'preferences':{'autoCompact':false,'mine':[]}}");
        call("PATCH", "/v1/sessions/desk", "{'metadata':{'b':2}}");
        call("PUT", "/v1/sessions/desk/state/flow", "{'value':{'n':1.10},'ttl':'PT1H'}");
        call("PATCH", "/v1/sessions/desk/state", "{'step':{'value':null},'flow':{'ttl':'never'}}");
        call("PUT", "/v1/sessions/desk/state/brief", "{'value':1,'ttl':'PT1H'}");
        call("GET", "/v1/sessions/desk/state", null);
        call("GET", "/v1/sessions/desk/state/brief", null);
        call("DELETE", "/v1/sessions/desk/state/flow", null);
        call("GET", "/v1/sessions/desk", null);
        call("GET", "/v1/users/ann/session", null);
        call("GET", "/v1/sessions?userId=ann", null);
        call("GET", "/v1/stats/sessions?status=active", null);
        call("POST", "/v1/sessions/desk/reset", null);
        call("DELETE", "/v1/sessions/desk", null);
        call("POST", "/v1/admin/sessions/cleanup", "{'inactiveFor':'PT24H'}");
    }

    private static void conversations() {
        call("POST", "/v1/sessions", "{'userId':'cho','sessionId':'sofa'}");
        String talk = "/v1/conversations/talk";
        call(
                "POST",
                "/v1/conversations",
                "{'userId':'cho','conversationId':'talk','sessionId':'sofa','metadata':{'x':[]}}");
        call("PUT", talk, "{'userId':'cho'}");
        call("PATCH", talk, "{'maxTurnsBeforeCompact':1}");
        String messages =
                "{'messages':[{'messageId':'m1','role':'user','content':'hello'},"
                        + "{'messageId':'m2','role':'assistant','content':null,'tool_calls':[{'id':'c'}]},"
                        + "{'messageId':'m3','role':'tool','tool_call_id':'c','content':'x','mine':{}}]}";
        call("POST", talk + "/messages", messages, "Idempotency-Key", "k1");
        call("POST", talk + "/messages", messages);
        call("GET", talk, null);
        call("GET", "/v1/conversations?userId=cho&limit=1", null);
        call("GET", talk + "/messages?limit=2", null);
        call("GET", talk + "/messages/m1", null);
        call("GET", talk + "/window", null);
        call("GET", talk + "/window?messages=2", null);
        call("GET", talk + "/window?messages=9&tokens=200&system=keep", null);
        call("GET", "/v1/users/cho/messages", null);
        call("GET", "/v1/sessions/sofa/messages", null);
        call("DELETE", talk + "/messages/m1", null);
        call("POST", talk + "/compact", "{'summary':'they met','keepLast':1}");
        call("GET", talk, null);
        call("GET", talk + "/window", null);
        call("POST", talk + "/compact", "{'summary':'nothing new','keepLast':1}");
        call("POST", talk + "/compact/undo", null);
        call("POST", talk + "/compact/undo", null);
        forks(talk);
        call("POST", talk + "/clear", null);
        call("GET", "/v1/audit/events?userId=cho&limit=3", null);
        call("GET", "/v1/stream?after=0", null);
        call("GET", "/v1/audit/events", null, "Accept", "application/x-ndjson");
        String more = "{'messages':[{'role':'user','content':'a'},{'role':'user','content':'b'}]}";
        call("POST", talk + "/messages", more);
        call("POST", talk + "/compact", "{'summary':'they met again','keepLast':1}");
        call("POST", talk + "/messages", more);
        String then = "at=" + ANSWERS.position();
        call("DELETE", talk, null);
        call("GET", "/v1/audit/conversations/talk?limit=1&" + then, null);
        call("GET", "/v1/audit/conversations/talk/window?messages=1&" + then, null);
        call("GET", "/v1/audit/sessions/sofa?" + then, null);
    }

    private static void forks(String talk) {
        String child = "/v1/conversations/branch";
        call("POST", talk + "/fork", "{'conversationId':'branch','at':2}");
        call("POST", talk + "/fork", "{'conversationId':'branch'}");
        call("POST", talk + "/fork", "{'at':9}");
        call("POST", talk + "/fork", null);
        call("GET", child, null);
        call("GET", child + "/messages", null);
        call("GET", child + "/messages/m2", null);
        call("DELETE", child + "/messages/m2", null);
    }

    private static void users() {
        call("PUT", "/v1/users/dee/profile", "{'name':'Dee','n':1.10}");
        call("PATCH", "/v1/users/dee/profile", "{'name':null}");
        call("GET", "/v1/users/dee/profile", null);
        call("PUT", "/v1/users/dee/state/flow", "{'value':{'n':1.10},'ttl':'PT1H'}");
        call("PATCH", "/v1/users/dee/state", "{'step':{'value':null},'flow':{'ttl':'P7D'}}");
        call("GET", "/v1/users/dee/state", null);
        call("GET", "/v1/users/dee/state/flow", null);
        call("POST", "/v1/sessions", "{'userId':'dee'}");
        call("POST", "/v1/sessions", "{'userId':'dee'}");
        call("GET", "/v1/audit/users/dee?limit=1", null);
        call("DELETE", "/v1/users/dee/state/flow", null);
        call("DELETE", "/v1/users/dee/profile", null);
    }

    private static void tables() {
        call("PUT", "/v1/tables/flights/SK4035", "{'value':{'n':1.10},'ttl':'PT1H'}");
        call(
                "POST",
                "/v1/tables/flights",
                "{'entries':[{'key':'a','value':1},{'key':'b','value':2}]}");
        call("GET", "/v1/tables/flights/SK4035", null);
        call("GET", "/v1/audit/tables/flights/SK4035", null);
        call("GET", "/v1/tables/flights?limit=2", null);
        call("GET", "/v1/tables?limit=1", null);
        call("DELETE", "/v1/tables/flights/a", null);
        call("GET", "/v1/audit/events?type=EntryPut&limit=1", null);
    }

    private static void results() {
        String asked = "{'agent':'planner','request':{'n':1.10},'contentHash':'h'%s}";
        String answered = asked.formatted(",'output':{'n':1e400},'tags':['t'],'ttl':'PT1H'");
        call("POST", "/v1/results/lookup", asked.formatted(""));
        String stored = call("PUT", "/v1/results", answered);
        call("PUT", "/v1/results", answered);
        call("POST", "/v1/results/lookup", asked.formatted(""));
        String path = "/v1/results/" + JsonMapper.shared().readTree(stored).get("key").asString();
        call("GET", path, null);
        call("GET", "/v1/results/stats", null);
        call("POST", "/v1/results/invalidate", "{'tag':'t'}");
        call("POST", "/v1/results/invalidate", "{}");
        call("DELETE", path, null);
        call("GET", path, null);
        call("POST", "/v1/results/lookup", "{'agent':'planner','request':1e400}");
        call("GET", "/v1/audit/events?type=ResultsInvalidated&limit=1", null);
    }

    private static void proofs() {
        call("GET", "/v1/audit/head", null);
        call("GET", "/v1/audit/head", null, "Hansard-Tenant", "nobody-yet");
        call("GET", "/v1/audit/export", null);
        call("GET", "/v1/audit/export?userId=ann", null);
        call("POST", "/v1/audit/import", null);
        call("POST", "/v1/audit/import", "{}", "Hansard-Tenant", "empty");
        call(
                "POST",
                "/v1/audit/import",
                "{}",
                "Hansard-Tenant",
                "empty",
                "Content-Type",
                "application/x-ndjson");
        String begun = call("POST", "/v1/audit/verifications", null);
        String path =
                "/v1/audit/verifications/"
                        + JsonMapper.shared().readTree(begun).get("id").asString();
        await().until(() -> call("GET", path, null).contains("\"succeeded\""));
        call("GET", "/v1/audit/verifications/nothing", null);
        call("POST", "/v1/audit/verifications", "{'expectedHead':'x'}");
        String rebuild =
                "/v1/audit/rebuilds/"
                        + JsonMapper.shared()
                                .readTree(call("POST", "/v1/audit/rebuilds", "{'view':'values'}"))
                                .get("id")
                                .asString();
        await().until(() -> call("GET", rebuild, null).contains("\"succeeded\""));
        call("DELETE", rebuild, null);
        call("POST", "/v1/audit/rebuilds", "{'view':'nothing'}");
        call("GET", "/v1/audit/rebuilds/nothing", null);
    }

    private static void erasure() {
        String path = "/v1/users/fay/erasure";
        call("PUT", "/v1/users/fay/profile", "{}");
        call("GET", path, null);
        call("POST", path, "{'confirm':'ann'}");
        call("POST", path, "{'confirm':'fay'}");
        await().until(() -> call("GET", path, null).contains("\"succeeded\""));
        call("GET", "/v1/audit/events?type=UserErased&limit=1", null);
        call("GET", "/v1/audit/events?userId=fay&limit=1", null);
    }

    private static void erasureOfATenant() {
        String path = "/v1/admin/tenants/left";
        call("DELETE", path, "{'confirm':'left'}");
        call("PUT", "/v1/users/ann/profile", "{}", "Hansard-Tenant", "left");
        call("GET", path + "/erasure", null);
        call("DELETE", path, "{'confirm':'right'}");
        call("DELETE", path, "{'confirm':'left'}");
        await().until(() -> call("GET", path + "/erasure", null).contains("\"succeeded\""));
        call("PUT", "/v1/users/ann/profile", "{}", "Hansard-Tenant", "left");
        call("GET", "/v1/audit/events?limit=9", null, "Hansard-Tenant", "left");
        call("DELETE", "/v1/admin/tenants/default", "{'confirm':'default'}");
    }

    private static void administration() {
        String key = "{'role':'agent','userId':'ann','ttl':'PT1H','requestsPerSecond':5}";
        String id =
                JsonMapper.shared()
                        .readTree(call("POST", "/v1/admin/keys", key, "Idempotency-Key", "key"))
                        .path("id")
                        .asString();
        // Here nobody has to show a key, so none was ever used.
        new JdbcTemplate(RunningHansard.context().getBean(DataSource.class))
                .update("insert into key_use (key_id, used_at) values (?, now())", id);
        call("POST", "/v1/admin/keys", key, "Idempotency-Key", "key");
        call("GET", "/v1/admin/keys?limit=1", null);
        call("GET", "/v1/admin/keys/" + id, null);
        call("DELETE", "/v1/admin/keys/" + id, null);
        call("GET", "/v1/admin/keys/" + id, null);
        call("PUT", "/v1/admin/allowed-users", "{'mode':'everyone','users':['ann']}");
        call("GET", "/v1/admin/allowed-users", null);
        call("PUT", "/v1/admin/settings", "{'ttl':{'result':'PT9M'},'limits':{'summary':4096}}");
        call("GET", "/v1/admin/settings", null);
        call("PUT", "/v1/admin/settings", "{}");
    }

    private static void refusals() {
        call("GET", "/v1/conversations/talk", null);
        call("GET", "/v1/conversations/nothing", null);
        call("GET", "/v1/audit/conversations/talk", null);
        call("GET", "/v1/audit/conversations/talk?at=0", null);
        call("GET", "/v1/audit/conversations/talk?at=never", null);
        call("GET", "/v1/conversations?limit=0", null);
        call("POST", "/v1/conversations", "{'userId':");
        call("POST", "/v1/conversations", "{'userId':7,'x':1}");
        call("POST", "/v1/sessions", "{'userId':'cho','sessionId':'sofa'}");
        call("POST", "/v1/sessions/desk/reset", null);
        call("GET", "/v1/users/dee/profile", null);
        call("PUT", "/v1/users/dee/profile", "[]");
        call("DELETE", "/v1/tables/flights/a", null);
        call("POST", "/v1/tables/flights", "{'entries':[]}");
        call("PATCH", "/v1/sessions/sofa", "{}", "If-Match", "\"99\"");
        call("GET", "/v1/sessions/sofa", null, "Origin", "https://example.org");
    }

    private static String call(String method, String path, String body, String... headers) {
        return ANSWERS.call(method, path, body, headers);
    }
}
