package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.conversation.Role;
import dev.hansard.query.Answer;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is read of messages: history, windows, one message, the last of a user or session. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageQueriesTest {

    private static final String CALL =
            "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\"}]}";
    private static final String RESULT =
            "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"7\"}";

    private final Tenant tenant = RunningQueryService.tenant("messages");

    @Test
    void history_goes_on_page_by_page_in_both_orders_without_what_was_removed() {
        tenant.talk("h", "hal", null).saysTimes(450).removes(3).removes(250).clears().says("new");
        List<String> all =
                IntStream.rangeClosed(1, 451)
                        .filter(n -> n != 3 && n != 250)
                        .mapToObj(n -> "m" + n)
                        .toList();

        assertThat(pages("/v1/conversations/h/messages?limit=199&order=asc")).isEqualTo(all);
        assertThat(pages("/v1/conversations/h/messages?limit=199&order=desc"))
                .isEqualTo(all.reversed());
        assertThat(pages("/v1/conversations/h/messages?limit=1000")).isEqualTo(all);
    }

    @Test
    void a_page_that_ends_where_the_history_ends_has_no_next() {
        tenant.talk("e", "eve", null).saysTimes(4);

        var answer = tenant.get("/v1/conversations/e/messages?limit=4").ok();

        assertThat(answer.<Boolean>at("$.hasMore")).isFalse();
        assertThat(answer.body()).endsWith("\"hasMore\":false,\"next\":null}");
    }

    @Test
    void a_message_is_read_by_its_id() {
        tenant.talk("m", "mia", null).saysTimes(2).removes(2);

        assertThat(tenant.get("/v1/conversations/m/messages/m1").ok().body())
                .startsWith("{\"role\":\"user\",\"content\":\"no 1\",\"messageId\":\"m1\",")
                .contains("\"sequence\":1");
        tenant.get("/v1/conversations/m/messages/m2").refused(410, "deleted");
        tenant.get("/v1/conversations/m/messages/m3").refused(404, "not-found");
    }

    @Test
    void a_window_has_as_many_messages_as_asked_for_also_more_than_are_in_memory() {
        tenant.talk("w", "wes", null).saysTimes(60).removes(58);

        assertThat(window("w", "")).hasSize(20).startsWith("m40").endsWith("m59", "m60");
        assertThat(window("w", "?messages=2")).containsExactly("m59", "m60");
        assertThat(window("w", "?messages=50")).hasSize(50).startsWith("m10");
        assertThat(window("w", "?messages=1000")).hasSize(59);
    }

    @Test
    void a_window_says_when_something_since_the_last_clear_is_not_in() {
        tenant.talk("t", "tim", null).saysTimes(3);

        assertThat(tenant.get("/v1/conversations/t/window?messages=2").body())
                .endsWith("\"compactionDue\":false,\"truncated\":true}");
        assertThat(tenant.get("/v1/conversations/t/window?messages=3").body())
                .doesNotContain("truncated");
    }

    @Test
    void a_result_whose_call_does_not_fit_is_left_out_and_nothing_older_moves_up() {
        tenant.talk("c", "cat", null)
                .says("first")
                .says("second")
                .says(Role.ASSISTANT, CALL)
                .says(Role.TOOL, RESULT)
                .says("third");

        assertThat(window("c", "")).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(window("c", "?messages=3")).containsExactly("m3", "m4", "m5");
        assertThat(window("c", "?messages=2")).containsExactly("m5");
    }

    @Test
    void compaction_is_due_after_as_many_turns_as_were_set() {
        tenant.talk("d", "dan", null).saysTimes(20);

        assertThat(tenant.get("/v1/conversations/d/window").<Boolean>at("$.compactionDue"))
                .isTrue();
    }

    @Test
    void the_last_messages_of_a_user_come_from_all_live_conversations() {
        var one = tenant.talk("u1", "uma", null);
        var two = tenant.talk("u2", "uma", null);
        var three = tenant.talk("u3", "uma", null);
        for (int i = 0; i < 15; i++) {
            one.saysTimes(1);
            two.saysTimes(1);
            three.saysTimes(1);
        }

        assertThat(positions("/v1/users/uma/messages")).hasSize(20).isSorted();
        assertThat(positions("/v1/users/uma/messages?limit=30")).hasSize(30).isSorted();
        three.deletes();
        two.expires();
        assertThat(positions("/v1/users/uma/messages?limit=30")).hasSize(15).isSorted();
        assertThat(positions("/v1/users/uma/messages?limit=2")).hasSize(2);
        assertThat(tenant.get("/v1/users/nobody/messages").ok().body()).isEqualTo("{\"data\":[]}");
    }

    @Test
    void the_last_messages_of_a_session_come_from_the_conversations_that_name_it() {
        tenant.session("desk", "sue");
        tenant.talk("s1", "sue", "desk").saysTimes(2);
        tenant.talk("s2", "sue", null).saysTimes(2);
        tenant.talk("s3", "sue", "desk").saysTimes(1).expires().reopens(null).says("elsewhere");

        assertThat(tenant.get("/v1/sessions/desk/messages").ok().each("messageId"))
                .containsExactly("m1", "m2");
        assertThat(tenant.get("/v1/sessions/desk/messages?limit=1").ok().each("messageId"))
                .containsExactly("m2");
        tenant.get("/v1/sessions/nowhere/messages").refused(404, "not-found");
    }

    private List<String> window(String conversation, String query) {
        return tenant.get("/v1/conversations/" + conversation + "/window" + query)
                .ok()
                .at("$.messages[*].messageId");
    }

    private List<Integer> positions(String path) {
        return tenant.get(path).ok().at("$.data[*].position");
    }

    private List<String> pages(String path) {
        List<String> all = new ArrayList<>();
        Stream.iterate(
                        tenant.get(path).ok(),
                        answer -> answer != null,
                        answer -> following(path, answer))
                .forEach(answer -> all.addAll(answer.each("messageId")));
        return all;
    }

    private Answer following(String path, Answer answer) {
        return answer.next() == null ? null : tenant.get(path + "&after=" + answer.next()).ok();
    }
}
