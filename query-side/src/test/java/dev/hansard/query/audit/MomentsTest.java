package dev.hansard.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.Answer;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which moments can be named, and what is said of those when there was nothing yet. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MomentsTest {

    private static final List<String> PATHS =
            List.of(
                    "/v1/audit/conversations/talk",
                    "/v1/audit/conversations/talk/window",
                    "/v1/audit/sessions/desk",
                    "/v1/audit/users/ann",
                    "/v1/audit/tables/flights/SK1");

    private static final Tenant TENANT = RunningQueryService.tenant("moments");
    private static long before;

    @BeforeAll
    static void happen() {
        before = TENANT.put("flights", "other", "1", null);
        RunningQueryService.CLOCK.move(Duration.ofSeconds(1));
        TENANT.session("desk", "ann");
        TENANT.talk("talk", "ann", "desk").saysTimes(45);
        TENANT.put("flights", "SK1", "{}", null);
    }

    @Test
    void without_a_moment_it_is_now() {
        for (String path : PATHS) {
            Answer now = TENANT.get(path).ok();
            assertThat(now.position()).isGreaterThanOrEqualTo(TENANT.written());
            assertThat(now.<Number>at("$.position").longValue()).isEqualTo(now.position());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "",
                "-1",
                "1.5",
                "1e3",
                "99999999999999999999",
                "999999999999",
                "2026-01-01",
                "2026-01-01T09:00:00",
                "2026-01-01T09:00:00%2B01:00",
                "2999-01-01T00:00:00Z",
                "1&at=2"
            })
    void what_is_no_moment_or_has_not_come_is_refused(String at) {
        for (String path : PATHS) {
            Answer answer = TENANT.get(path + "?at=" + at).refused(422, "invalid-request");
            assertThat(answer.<String>at("$.errors[0].pointer")).isEqualTo("at");
        }
    }

    @Test
    void what_was_not_there_yet_is_not_found() {
        for (String path : PATHS) {
            for (String at :
                    List.of("0", "" + before, "1969-07-20T20:17:40Z", "0001-01-01T00:00:00Z")) {
                TENANT.get(path + "?at=" + at).refused(404, "not-found");
            }
        }
    }

    @Test
    void another_tenant_has_nothing_at_the_same_position() {
        Tenant other = RunningQueryService.tenant("elsewhere");

        for (String path : PATHS) {
            other.get(path + "?at=" + TENANT.written()).refused(404, "not-found");
        }
    }

    @Test
    void a_position_to_wait_for_that_does_not_exist_is_not_waited_for() {
        for (String path : PATHS) {
            TENANT.getAsIs(path, "Hansard-Min-Position", "999999999")
                    .refused(503, "read-model-behind");
        }
    }

    @Test
    void pages_lead_back_through_the_history_of_then() {
        long then = TENANT.written() - 3;
        List<List<Integer>> pages = new ArrayList<>();
        String next = "";
        do {
            Answer page =
                    TENANT.get("/v1/audit/conversations/talk?limit=20&at=" + then + next).ok();
            pages.add(page.at("$.messages[*].sequence"));
            next = page.next() == null ? null : "&after=" + page.next();
            assertThat(page.<Boolean>at("$.hasMore")).isEqualTo(next != null);
        } while (next != null);

        assertThat(pages).extracting(List::size).containsExactly(20, 20, 3);
        assertThat(pages.getFirst()).startsWith(24).endsWith(43);
        assertThat(pages.getLast()).containsExactly(1, 2, 3);
    }

    @Test
    void pages_lead_back_also_when_the_newest_message_comes_first() {
        String path = "/v1/audit/conversations/talk?limit=20&order=desc&at=" + TENANT.written();
        Answer first = TENANT.get(path).ok();
        Answer second = TENANT.get(path + "&after=" + first.next()).ok();

        assertThat(first.<List<Integer>>at("$.messages[*].sequence")).startsWith(45).endsWith(26);
        assertThat(second.<List<Integer>>at("$.messages[*].sequence")).startsWith(25).endsWith(6);
    }

    @Test
    void a_cursor_is_of_one_moment() {
        long then = TENANT.written() - 3;
        String next = TENANT.get("/v1/audit/conversations/talk?limit=20&at=" + then).next();

        TENANT.get("/v1/audit/conversations/talk?at=" + (then - 1) + "&after=" + next)
                .refused(422, "invalid-request");
    }

    @Test
    void a_user_with_more_than_is_shown_says_so() {
        for (int i = 0; i < 3; i++) {
            TENANT.session("desk-" + i, "busy");
            TENANT.talk("talk-" + i, "busy", null).says("hello");
        }
        Answer two = TENANT.get("/v1/audit/users/busy?limit=2").ok();
        Answer all = TENANT.get("/v1/audit/users/busy?limit=3").ok();

        assertThat(two.<List<String>>at("$.sessions[*].sessionId"))
                .containsExactly("desk-2", "desk-1");
        assertThat(two.<List<String>>at("$.windows[*].conversationId"))
                .containsExactly("talk-2", "talk-1");
        assertThat(two.<Boolean>at("$.truncated")).isTrue();
        assertThat(all.<List<String>>at("$.messages[*].content")).hasSize(3);
        assertThat(all.body()).doesNotContain("truncated");
    }

    @Test
    void limits_are_checked() {
        for (String wrong : List.of("conversations/talk?limit=0", "users/ann?limit=1001")) {
            TENANT.get("/v1/audit/" + wrong).refused(422, "invalid-request");
        }
        for (String wrong : List.of("messages=0", "tokens=-1", "system=drop")) {
            TENANT.get("/v1/audit/conversations/talk/window?" + wrong)
                    .refused(422, "invalid-request");
        }
    }
}
