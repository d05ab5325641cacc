package dev.hansard.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Events as they happen, to whoever listens. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class StreamTest {

    private static Listener listen(Tenant tenant, String query, String... headers) {
        return new Listener(tenant.lines("/v1/stream" + query, headers));
    }

    @Test
    void who_listens_from_now_on_is_told_what_happens_then() {
        Tenant tenant = RunningQueryService.tenant("streamed");
        tenant.talk("before", "ann", null).says("before");

        try (Listener listener = listen(tenant, "")) {
            var talk = tenant.talk("a", "ann", null).says("1.10 \\u0000");
            listener.awaitEvent(tenant.written());
            long first = tenant.written();
            talk.says("and more");
            listener.awaitEvent(tenant.written());

            assertThat(listener.types())
                    .containsExactly("ConversationCreated", "MessageAppended", "MessageAppended");
            assertThat(listener.ids()).containsExactly(first - 1, first, tenant.written());
            assertThat(listener.data())
                    .isEqualTo(
                            tenant.get(
                                            "/v1/audit/events?conversationId=a",
                                            "Accept",
                                            "application/x-ndjson")
                                    .body()
                                    .lines()
                                    .toList());
            assertThat(listener.answer().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(listener.answer().headers().firstValue("Hansard-Position")).isPresent();
        }
    }

    @Test
    void who_comes_back_goes_on_after_the_event_it_had_last() {
        Tenant tenant = RunningQueryService.tenant("resumed");
        tenant.talk("a", "ann", null).saysTimes(250);
        List<Long> all =
                tenant
                        .get("/v1/audit/events?limit=1000")
                        .ok()
                        .<List<Integer>>at("$.data[*].position")
                        .stream()
                        .map(Integer::longValue)
                        .toList();

        for (int had : List.of(0, 1, 99, 100, 250)) {
            long last = had == 0 ? 0 : all.get(had - 1);
            try (Listener byHeader = listen(tenant, "?after=0", "Last-Event-ID", "" + last);
                    Listener byParameter = listen(tenant, "?after=" + last)) {
                assertThat(byHeader.awaitEvent(all.getLast()).ids())
                        .isEqualTo(all.subList(had, all.size()));
                assertThat(byParameter.awaitEvent(all.getLast()).ids())
                        .isEqualTo(all.subList(had, all.size()));
            }
        }
    }

    @Test
    void nothing_is_lost_or_told_twice_between_the_past_and_the_present() throws Exception {
        Tenant tenant = RunningQueryService.tenant("joined");
        var talk = tenant.talk("a", "ann", null);
        Thread writer = Thread.ofVirtual().start(() -> talk.saysTimes(400));

        try (Listener first = listen(tenant, "?after=0");
                Listener second = listen(tenant, "?after=0&userId=ann");
                Listener third = listen(tenant, "?after=0&conversationId=a")) {
            writer.join();
            List<Integer> all =
                    tenant.get("/v1/audit/events?limit=1000").ok().at("$.data[*].position");
            for (Listener listener : List.of(first, second, third)) {
                assertThat(listener.awaitEvent(tenant.written()).ids())
                        .isEqualTo(all.stream().map(Integer::longValue).toList());
            }
        }
    }

    @Test
    void each_owner_can_be_asked_for() {
        Tenant tenant = RunningQueryService.tenant("owned");
        try (Listener ofAnn = listen(tenant, "?userId=ann");
                Listener ofTalk = listen(tenant, "?conversationId=a");
                Listener ofDesk = listen(tenant, "?sessionId=desk");
                Listener ofBoth = listen(tenant, "?sessionId=desk&userId=ben")) {
            tenant.session("desk", "ann");
            tenant.talk("a", "ann", "desk");
            tenant.talk("b", "ben", "desk");
            tenant.talk("c", "ann", null);
            long annsLast = tenant.written();
            tenant.talk("d", "ben", "desk");
            long last = tenant.written();

            ofAnn.awaitEvent(annsLast);
            ofDesk.awaitEvent(last);
            ofBoth.awaitEvent(last);
            assertThat(ofAnn.types())
                    .containsExactly(
                            "SessionCreated",
                            "CurrentSessionSet",
                            "ConversationCreated",
                            "ConversationCreated");
            assertThat(ofTalk.types()).containsExactly("ConversationCreated");
            assertThat(ofDesk.types())
                    .containsExactly(
                            "SessionCreated",
                            "ConversationCreated",
                            "ConversationCreated",
                            "ConversationCreated");
            assertThat(ofBoth.ids()).hasSize(2);
        }
    }

    @Test
    void another_tenant_is_told_nothing() {
        Tenant tenant = RunningQueryService.tenant("loud");
        Tenant other = RunningQueryService.tenant("deaf");

        try (Listener listener = listen(other, "?after=0");
                Listener named = listen(other, "?after=0&conversationId=a")) {
            tenant.talk("a", "ann", null);
            other.talk("own", "ann", null);

            assertThat(listener.awaitEvent(other.written()).ids()).containsExactly(other.written());
            assertThat(named.ids()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?after=abc",
                "?after=-1",
                "?after=1.5",
                "?after=99999999",
                "?after=99999999999999999999",
                "?userId=.bad",
                "?conversationId=a/b",
                "?sessionId="
            })
    void a_question_that_makes_no_sense_is_refused_before_the_stream_begins(String query) {
        var answer = RunningQueryService.tenant("asked").get("/v1/stream" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"code\":\"invalid-request\"");
    }
}
