package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.json.Json;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;
import java.util.List;

/** What is read of conversations themselves: one, and lists of them. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationQueriesTest {

    private final Tenant tenant = RunningQueryService.tenant("conversations");
    private final Tenant other = RunningQueryService.tenant("another-tenant");

    @Test
    void a_conversation_shows_what_it_is_and_its_version() {
        var started = RunningQueryService.CLOCK.instant();
        tenant.talk("whole", "ann", "desk").saysTimes(2).removes(1);

        var answer = tenant.get("/v1/conversations/whole").ok();

        assertThat(answer.body())
                .isEqualTo(
                        ("{'conversationId':'whole','userId':'ann','sessionId':'desk',"
                                        + "'status':'active','metadata':{},'messageCount':1,"
                                        + "'turnCount':1,'maxTurnsBeforeCompact':20,'autoCompact':true,"
                                        + "'createdAt':'%s','lastActivityAt':'%s','expiresAt':'%s',"
                                        + "'version':4}")
                                .replace('\'', '"')
                                .formatted(started, started, started.plus(Duration.ofHours(24))));
        assertThat(answer.header("ETag")).isEqualTo("\"4\"");
        assertThat(answer.position()).isGreaterThanOrEqualTo(tenant.written());
    }

    @Test
    void settings_and_metadata_are_those_of_the_last_change() {
        var talk = tenant.talk("changed", "ann", null);
        talk.write(new MetadataSet(Json.trusted("{\"n\":1.10}"), null, null, null));
        talk.write(new MetadataSet(null, Ttl.NEVER, 7, false));

        var answer = tenant.get("/v1/conversations/changed").ok();

        assertThat(answer.body()).contains("\"metadata\":{\"n\":1.10}").doesNotContain("expiresAt");
        assertThat(answer.<Integer>at("$.maxTurnsBeforeCompact")).isEqualTo(7);
        assertThat(answer.<Boolean>at("$.autoCompact")).isFalse();
    }

    @Test
    void an_unknown_one_and_one_of_another_tenant_are_not_there() {
        tenant.talk("mine", "ann", null);

        tenant.get("/v1/conversations/nobody").refused(404, "not-found");
        for (String path : List.of("", "/window", "/messages", "/messages/m1")) {
            other.get("/v1/conversations/mine" + path).refused(404, "not-found");
        }
    }

    @Test
    void a_deleted_one_is_gone_for_every_query() {
        tenant.talk("gone", "gil", "gil-desk").saysTimes(3).deletes();

        for (String path : List.of("", "/window", "/messages", "/messages/m1")) {
            tenant.get("/v1/conversations/gone" + path).refused(410, "deleted");
        }
        assertThat(tenant.get("/v1/conversations?userId=gil").ok().each("conversationId"))
                .isEmpty();
    }

    @Test
    void an_expired_one_keeps_its_history_and_has_an_empty_window() {
        tenant.talk("old", "ann", null).saysTimes(2).expires();

        assertThat(tenant.get("/v1/conversations/old").ok().<String>at("$.status"))
                .isEqualTo("expired");
        assertThat(tenant.get("/v1/conversations/old/messages").ok().each("messageId"))
                .containsExactly("m1", "m2");
        assertThat(tenant.get("/v1/conversations/old/window").ok().<List<?>>at("$.messages"))
                .isEmpty();
    }

    @Test
    void lists_are_filtered_by_user_session_and_status() {
        tenant.talk("l1", "lea", "lea-1");
        tenant.talk("l2", "lea", "lea-2").expires();
        tenant.talk("l3", "leo", "leo-1");

        assertThat(ids("userId=lea")).containsExactly("l1", "l2");
        assertThat(ids("userId=lea&order=desc")).containsExactly("l2", "l1");
        assertThat(ids("userId=lea&status=active")).containsExactly("l1");
        assertThat(ids("userId=lea&status=expired")).containsExactly("l2");
        assertThat(ids("sessionId=lea-2")).containsExactly("l2");
        assertThat(ids("userId=leo&sessionId=lea-1")).isEmpty();
        assertThat(other.get("/v1/conversations?userId=lea").ok().each("conversationId")).isEmpty();
    }

    @Test
    void a_list_goes_on_page_by_page_in_both_orders() {
        for (int i = 1; i <= 5; i++) {
            tenant.talk("p" + i, "pia", null);
        }

        for (String order : List.of("asc", "desc")) {
            String path = "/v1/conversations?userId=pia&limit=2&order=" + order;
            var first = tenant.get(path).ok();
            var second = tenant.get(path + "&after=" + first.next()).ok();
            var third = tenant.get(path + "&after=" + second.next()).ok();

            assertThat(List.of(first, second, third))
                    .flatExtracting(answer -> answer.each("conversationId"))
                    .containsExactlyElementsOf(
                            order.equals("asc")
                                    ? List.of("p1", "p2", "p3", "p4", "p5")
                                    : List.of("p5", "p4", "p3", "p2", "p1"));
            assertThat(second.<Boolean>at("$.hasMore")).isTrue();
            assertThat(third.<Boolean>at("$.hasMore")).isFalse();
            assertThat(third.next()).isNull();
        }
    }

    @Test
    void a_filter_a_cursor_or_a_limit_that_does_not_fit_is_refused() {
        tenant.talk("f1", "fay", null);
        tenant.talk("f2", "fay", null);
        String cursor = tenant.get("/v1/conversations?userId=fay&limit=1").ok().next();

        tenant.get("/v1/conversations?userId=ann&limit=1&after=" + cursor)
                .refused(422, "invalid-request");
        tenant.get("/v1/conversations?userId=.x").refused(422, "invalid-request");
        tenant.get("/v1/conversations?status=ACTIVE").refused(422, "invalid-request");
        tenant.get("/v1/conversations?limit=0").refused(422, "invalid-request");
    }

    @Test
    void a_list_waits_for_the_position_that_is_asked_for_and_then_says_that_it_is_behind() {
        tenant.talk("w1", "wim", null);
        String ahead = String.valueOf(tenant.written() + 1_000);

        for (String path : List.of("/v1/conversations", "/v1/conversations/w1")) {
            var answer =
                    tenant.getAsIs(path, "Hansard-Min-Position", ahead, "Prefer", "wait=0")
                            .refused(503, "read-model-behind");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    private List<String> ids(String filter) {
        return tenant.get("/v1/conversations?" + filter).ok().each("conversationId");
    }
}
