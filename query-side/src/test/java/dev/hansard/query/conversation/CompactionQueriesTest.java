package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.conversation.Role;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Talk;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.util.List;

/** What is read of a conversation that was compacted, and of one whose compaction was undone. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompactionQueriesTest {

    private final Tenant tenant = RunningQueryService.tenant("compactions");

    @Test
    void its_window_is_the_summary_and_what_came_since() {
        tenant.talk("since", "ann", null)
                .saysTimes(30)
                .compacts("a \\\"b\\\" \\u0000", 0)
                .says("new");

        var window = tenant.get("/v1/conversations/since/window").ok();
        assertThat(window.body())
                .startsWith(
                        "{\"conversationId\":\"since\",\"summary\":\"a \\\"b\\\" \\u0000\",\"messages\":[{")
                .endsWith("\"turnCount\":1,\"compactionDue\":false}");
        assertThat(window.<List<String>>at("$.messages[*].messageId")).containsExactly("m31");
        var conversation = tenant.get("/v1/conversations/since").ok();
        assertThat(conversation.<String>at("$.summary")).isEqualTo("a \"b\" \0");
        assertThat(conversation.<Integer>at("$.messageCount")).isEqualTo(31);
        assertThat(conversation.<Integer>at("$.turnCount")).isEqualTo(1);
    }

    @Test
    void its_window_is_empty_and_whole_when_nothing_came_since() {
        tenant.talk("empty", "ann", null).saysTimes(3).compacts("all", 0);

        assertThat(tenant.get("/v1/conversations/empty/window").ok().body())
                .isEqualTo(
                        "{\"conversationId\":\"empty\",\"summary\":\"all\",\"messages\":[],"
                                + "\"turnCount\":0,\"compactionDue\":false}");
    }

    @Test
    void its_window_shows_what_was_kept_also_more_than_is_in_memory() {
        Talk talk = tenant.talk("kept", "ann", null).saysTimes(60).compacts("x", 40).says("new");

        assertThat(window("kept", 1_000)).hasSize(41).startsWith("m21").endsWith("m60", "m61");
        assertThat(window("kept", 20)).hasSize(20).endsWith("m61");
        talk.removes(60).removes(21);
        assertThat(window("kept", 1_000)).hasSize(39).startsWith("m22").endsWith("m59", "m61");
        assertThat(tenant.get("/v1/conversations/kept/window?messages=38").body())
                .contains("\"truncated\":true");
        assertThat(tenant.get("/v1/conversations/kept/window?messages=39").body())
                .doesNotContain("truncated");
    }

    @Test
    void nothing_of_its_history_is_gone_nor_of_the_last_messages_of_its_user() {
        tenant.session("cas-1", "cas");
        tenant.talk("history", "cas", "cas-1").saysTimes(25).compacts("x", 1);

        assertThat(tenant.get("/v1/conversations/history/messages?limit=100").each("messageId"))
                .hasSize(25);
        for (String whose : List.of("users/cas", "sessions/cas-1")) {
            assertThat(tenant.get("/v1/" + whose + "/messages").ok().each("messageId"))
                    .hasSize(20)
                    .startsWith("m6")
                    .endsWith("m25");
            assertThat(tenant.get("/v1/" + whose + "/messages?limit=23").ok().each("messageId"))
                    .hasSize(23);
        }
        tenant.get("/v1/conversations/history/messages/m1").ok();
    }

    @Test
    void a_call_group_that_the_compaction_cut_is_left_out_whole() {
        tenant.talk("cut", "ann", null)
                .says(Role.ASSISTANT, "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\"}]}")
                .says(Role.TOOL, "{\"role\":\"tool\",\"tool_call_id\":\"c\"}")
                .says("next")
                .compacts("x", 2);

        assertThat(window("cut", 20)).containsExactly("m3");
        assertThat(tenant.get("/v1/conversations/cut/window").body())
                .contains("\"truncated\":true");
    }

    @Test
    void undone_it_is_what_it_was_with_what_came_since() {
        Talk talk =
                tenant.talk("undone", "ann", null)
                        .saysTimes(2)
                        .compacts("one", 0)
                        .saysTimes(2)
                        .compacts("two", 1)
                        .says("last");
        assertThat(summary("undone")).isEqualTo("two");
        assertThat(window("undone", 20)).containsExactly("m4", "m5");

        talk.undoes();
        assertThat(summary("undone")).isEqualTo("one");
        assertThat(window("undone", 20)).containsExactly("m3", "m4", "m5");
        talk.undoes();
        var window = tenant.get("/v1/conversations/undone/window").ok();
        assertThat(window.body()).doesNotContain("summary", "truncated");
        assertThat(window.<List<String>>at("$.messages[*].messageId"))
                .containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(window.<Integer>at("$.turnCount")).isEqualTo(5);
        assertThat(tenant.get("/v1/conversations/undone").body()).doesNotContain("summary");
    }

    @Test
    void cleared_or_expired_it_has_no_summary() {
        Talk talk = tenant.talk("gone", "ann", null).saysTimes(2).compacts("x", 1).clears();
        assertThat(tenant.get("/v1/conversations/gone").body()).doesNotContain("summary");
        assertThat(window("gone", 20)).isEmpty();

        talk.saysTimes(2).compacts("y", 1).expires();
        assertThat(tenant.get("/v1/conversations/gone").body()).doesNotContain("summary");
        talk.reopens(null);
        assertThat(tenant.get("/v1/conversations/gone").body()).doesNotContain("summary");
        assertThat(window("gone", 20)).isEmpty();
    }

    private String summary(String conversation) {
        return tenant.get("/v1/conversations/" + conversation + "/window").ok().at("$.summary");
    }

    private List<String> window(String conversation, int messages) {
        return tenant.get("/v1/conversations/" + conversation + "/window?messages=" + messages)
                .ok()
                .at("$.messages[*].messageId");
    }
}
