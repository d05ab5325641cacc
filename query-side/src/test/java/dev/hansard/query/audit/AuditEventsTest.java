package dev.hansard.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;
import java.util.List;

/** The events as auditors read them, page by page and as a stream of lines. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class AuditEventsTest {

    private static final String LINES = "application/x-ndjson";

    private static final Tenant TENANT = RunningQueryService.tenant("audited");

    @BeforeAll
    static void happen() {
        TENANT.session("desk", "ann");
        TENANT.talk("a", "ann", "desk").says("1.10 \\u0000").saysTimes(2);
        TENANT.talk("b", "ben", null).saysTimes(3).clears();
    }

    @Test
    void an_event_shows_its_envelope_and_its_payload() {
        var answer = TENANT.get("/v1/audit/events?type=MessageAppended&limit=1").ok();

        assertThat(answer.body())
                .contains(
                        "\"tenant\":\"audited\",\"tenantSequence\":4,"
                                + "\"aggregateType\":\"conversation\",\"aggregateId\":\"a\","
                                + "\"version\":2,\"type\":\"MessageAppended\",\"revision\":1,")
                .contains(
                        "\"userId\":\"ann\",\"actor\":{\"keyId\":\"test-key\",\"role\":\"agent\"}")
                .contains("\"correlationId\":\"corr-1\"")
                .contains("\"message\":{\"role\":\"user\",\"content\":\"1.10 \\u0000\"}")
                .doesNotContain("causationId", "idempotencyKey", "unreadable");
    }

    @Test
    void events_are_filtered_by_each_of_their_owners() {
        assertThat(types("userId=ann"))
                .containsExactly(
                        "SessionCreated",
                        "CurrentSessionSet",
                        "ConversationCreated",
                        "MessageAppended",
                        "MessageAppended",
                        "MessageAppended");
        assertThat(types("conversationId=b"))
                .containsExactly(
                        "ConversationCreated",
                        "MessageAppended",
                        "MessageAppended",
                        "MessageAppended",
                        "ConversationCleared");
        assertThat(types("sessionId=desk"))
                .containsExactly(
                        "SessionCreated",
                        "ConversationCreated",
                        "MessageAppended",
                        "MessageAppended",
                        "MessageAppended");
        assertThat(types("type=ConversationCleared&userId=ann")).isEmpty();
        assertThat(types("conversationId=a&sessionId=desk&type=ConversationCreated"))
                .containsExactly("ConversationCreated");
    }

    @Test
    void pages_go_on_in_both_orders() {
        List<Integer> all = TENANT.get("/v1/audit/events?limit=100").ok().at("$.data[*].position");

        for (String order : List.of("asc", "desc")) {
            String path = "/v1/audit/events?limit=6&order=" + order;
            var first = TENANT.get(path).ok();
            var second = TENANT.get(path + "&after=" + first.next()).ok();
            assertThat(List.of(first, second))
                    .flatExtracting(answer -> answer.<List<Integer>>at("$.data[*].position"))
                    .containsExactlyElementsOf(order.equals("asc") ? all : all.reversed());
            assertThat(second.next()).isNull();
        }
    }

    @Test
    void lines_have_no_limit_unless_one_is_asked_for() {
        var many = RunningQueryService.tenant("many");
        many.talk("long", "lin", null).saysTimes(510);

        assertThat(many.get("/v1/audit/events", "Accept", LINES).ok().body().lines()).hasSize(511);
        assertThat(many.get("/v1/audit/events?limit=501", "Accept", LINES).body().lines())
                .hasSize(501);
        assertThat(many.get("/v1/audit/events?type=ConversationDeleted", "Accept", LINES).body())
                .isEmpty();
    }

    @Test
    void lines_and_pages_show_the_same_events() {
        var page = TENANT.get("/v1/audit/events?conversationId=b&order=desc").ok();
        var lines =
                TENANT.get("/v1/audit/events?conversationId=b&order=desc", "Accept", LINES).ok();

        assertThat(page.body())
                .startsWith("{\"data\":[" + String.join(",", lines.body().lines().toList()) + "]");
        assertThat(lines.header("Content-Type")).startsWith(LINES);
        assertThat(lines.position()).isGreaterThanOrEqualTo(TENANT.written());
    }

    @Test
    void events_are_those_recorded_from_one_instant_to_another() {
        var timed = RunningQueryService.tenant("timed");
        var talk = timed.talk("slow", "sue", null);
        RunningQueryService.CLOCK.move(Duration.ofSeconds(1));
        talk.says("one");
        RunningQueryService.CLOCK.move(Duration.ofSeconds(1));
        talk.says("two").says("three");
        List<Integer> all = timed.get("/v1/audit/events").ok().at("$.data[*].position");
        List<String> at = timed.get("/v1/audit/events").ok().each("at");

        assertThat(positions(timed, "from=" + at.get(1))).isEqualTo(all.subList(1, 4));
        assertThat(positions(timed, "to=" + at.get(1))).isEqualTo(all.subList(0, 2));
        assertThat(positions(timed, "from=" + at.get(1) + "&to=" + at.get(1)))
                .isEqualTo(all.subList(1, 2));
        assertThat(positions(timed, "order=desc&from=" + at.get(1) + "&to=" + at.get(3)))
                .isEqualTo(all.subList(1, 4).reversed());
        String later = "from=" + at.get(1);
        String cursor = timed.get("/v1/audit/events?limit=2&" + later).ok().next();
        assertThat(positions(timed, later + "&after=" + cursor)).isEqualTo(all.subList(3, 4));
        assertThat(positions(timed, "to=1969-12-31T23:59:59Z")).isEmpty();
        assertThat(
                        timed.get(
                                        "/v1/audit/events?from=%s&to=%s"
                                                .formatted(at.get(1), at.get(1)),
                                        "Accept",
                                        LINES)
                                .ok()
                                .body()
                                .lines())
                .hasSize(1);
        timed.get("/v1/audit/events?from=yesterday").refused(422, "invalid-request");
        timed.get("/v1/audit/events?to=2026-01-01").refused(422, "invalid-request");
        timed.get("/v1/audit/events?from=%s&to=%s".formatted(at.get(3), at.get(0)))
                .refused(422, "invalid-request");
    }

    private static List<Integer> positions(Tenant tenant, String query) {
        return tenant.get("/v1/audit/events?" + query).ok().at("$.data[*].position");
    }

    @Test
    void another_tenant_sees_none_of_them() {
        var other = RunningQueryService.tenant("nobody");

        assertThat(other.get("/v1/audit/events?userId=ann").ok().each("position")).isEmpty();
        assertThat(other.get("/v1/audit/events", "Accept", LINES).ok().body()).isEmpty();
    }

    @Test
    void filters_that_do_not_fit_are_refused() {
        TENANT.get("/v1/audit/events?type=Nothing").refused(422, "invalid-request");
        TENANT.get("/v1/audit/events?userId=a/b").refused(422, "invalid-request");
        TENANT.get("/v1/audit/events?conversationId=.").refused(422, "invalid-request");
        TENANT.get("/v1/audit/events?sessionId=-").refused(422, "invalid-request");
    }

    @Test
    void a_position_that_does_not_exist_is_not_waited_for() {
        TENANT.getAsIs("/v1/audit/events", "Hansard-Min-Position", "999999999")
                .refused(503, "read-model-behind");
    }

    private static List<String> types(String filter) {
        return TENANT.get("/v1/audit/events?limit=100&" + filter).ok().each("type");
    }
}
