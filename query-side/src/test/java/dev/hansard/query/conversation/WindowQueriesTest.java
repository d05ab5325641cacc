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

/** Windows by tokens, and with what instructs the model. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class WindowQueriesTest {

    private static final String RULES = "{\"role\":\"system\",\"content\":\"be brief\"}";
    private static final String MORE = "{\"role\":\"developer\",\"content\":\"be kind\"}";

    private final Tenant tenant = RunningQueryService.tenant("windows");

    @Test
    void a_window_by_tokens_has_the_newest_messages_that_fit() {
        tenant.talk("t", "ann", null).saysTimes(10);

        assertThat(window("t", "tokens=1000")).hasSize(10);
        List<String> some = window("t", "tokens=40");
        assertThat(some).isNotEmpty().hasSizeLessThan(10).endsWith("m9", "m10");
        assertThat(body("t", "tokens=40")).endsWith(",\"truncated\":true}");
        assertThat(window("t", "tokens=1")).isEmpty();
        assertThat(body("t", "tokens=1000")).doesNotContain("truncated");
    }

    @Test
    void both_limits_hold() {
        tenant.talk("both", "ann", null).saysTimes(30);

        assertThat(window("both", "tokens=100000")).hasSize(20);
        assertThat(window("both", "tokens=100000&messages=25")).hasSize(25);
        assertThat(window("both", "tokens=30&messages=25")).hasSizeBetween(1, 3);
    }

    @Test
    void what_the_server_adds_to_a_message_is_not_counted() {
        tenant.talk("added", "ann", null).says(Role.USER, "{\"role\":\"user\",\"content\":\"hi\"}");

        assertThat(window("added", "tokens=8")).isEmpty();
        assertThat(window("added", "tokens=10")).containsExactly("m1");
    }

    @Test
    void a_summary_counts() {
        tenant.talk("summary", "ann", null)
                .saysTimes(2)
                .compacts("one two three four five six seven", 0)
                .says("new");

        assertThat(window("summary", "tokens=30")).containsExactly("m3");
        assertThat(window("summary", "tokens=14")).isEmpty();
        assertThat(body("summary", "tokens=1")).contains("\"summary\":\"one two");
    }

    @Test
    void what_instructs_the_model_is_kept_although_it_left_the_window() {
        tenant.talk("kept", "ann", null)
                .says(Role.SYSTEM, RULES)
                .says(Role.DEVELOPER, MORE)
                .saysTimes(100)
                .says(Role.SYSTEM, RULES);

        assertThat(window("kept", "messages=3&system=keep")).containsExactly("m1", "m2", "m103");
        assertThat(window("kept", "messages=4&system=keep"))
                .containsExactly("m1", "m2", "m102", "m103");
        assertThat(window("kept", "messages=1&system=keep")).containsExactly("m1");
        assertThat(window("kept", "messages=2")).containsExactly("m102", "m103");
        assertThat(window("kept", "messages=1000&system=keep")).hasSize(103).startsWith("m1", "m2");
        assertThat(body("kept", "messages=1000&system=keep")).doesNotContain("truncated");
        assertThat(body("kept", "messages=102&system=keep")).contains("truncated");
    }

    @Test
    void what_instructs_the_model_is_there_once_while_it_is_still_in_the_window() {
        tenant.talk("once", "ann", null).says(Role.SYSTEM, RULES).saysTimes(3);

        assertThat(window("once", "system=keep")).containsExactly("m1", "m2", "m3", "m4");
        assertThat(window("once", "system=keep&messages=3")).containsExactly("m1", "m3", "m4");
        assertThat(body("once", "system=keep")).doesNotContain("truncated");
    }

    @Test
    void what_instructs_the_model_takes_its_share_of_the_tokens() {
        tenant.talk("share", "ann", null).says(Role.SYSTEM, RULES).saysTimes(30);

        assertThat(window("share", "system=keep&tokens=40")).startsWith("m1").endsWith("m31");
        assertThat(window("share", "system=keep&tokens=40"))
                .hasSameSizeAs(window("share", "tokens=40"));
        assertThat(window("share", "system=keep&tokens=11")).containsExactly("m1");
        assertThat(window("share", "system=keep&tokens=1")).isEmpty();
    }

    @Test
    void a_compaction_leaves_what_instructs_the_model_and_a_clear_does_not() {
        Talk talk =
                tenant.talk("compacted", "ann", null)
                        .says(Role.SYSTEM, RULES)
                        .saysTimes(30)
                        .compacts("x", 1)
                        .says("new");

        assertThat(window("compacted", "system=keep")).containsExactly("m1", "m31", "m32");
        assertThat(body("compacted", "system=keep")).doesNotContain("truncated");
        assertThat(window("compacted", "")).containsExactly("m31", "m32");
        talk.clears().says(Role.DEVELOPER, MORE).saysTimes(40);
        assertThat(window("compacted", "system=keep&messages=2")).containsExactly("m33", "m73");
        talk.clears();
        assertThat(window("compacted", "system=keep")).isEmpty();
    }

    @Test
    void what_instructs_the_model_and_was_removed_is_gone() {
        Talk talk =
                tenant.talk("removed", "ann", null)
                        .says(Role.SYSTEM, RULES)
                        .says("first")
                        .says(Role.SYSTEM, MORE)
                        .saysTimes(40);
        assertThat(window("removed", "system=keep&messages=2")).containsExactly("m1", "m43");

        talk.removes(1);
        assertThat(window("removed", "system=keep&messages=2")).containsExactly("m42", "m43");
        talk.removes(2);
        assertThat(window("removed", "system=keep&messages=2")).containsExactly("m3", "m43");
    }

    @Test
    void no_more_than_thirty_two_messages_instruct_the_model_from_the_beginning() {
        Talk talk = tenant.talk("many", "ann", null);
        for (int i = 0; i < 30; i++) {
            talk.says(Role.SYSTEM, RULES);
        }
        assertThat(window("many", "system=keep&messages=25")).endsWith("m25").hasSize(25);
        for (int i = 0; i < 10; i++) {
            talk.says(Role.SYSTEM, RULES);
        }
        assertThat(window("many", "system=keep&messages=34"))
                .startsWith("m1")
                .contains("m32")
                .endsWith("m39", "m40")
                .hasSize(34);
    }

    @Test
    void limits_out_of_bounds_are_refused() {
        tenant.talk("r", "rob", null);

        for (String query :
                List.of(
                        "messages=0",
                        "messages=-1",
                        "messages=1001",
                        "messages=x",
                        "tokens=0",
                        "tokens=-5",
                        "tokens=1000001",
                        "tokens=99999999999",
                        "tokens=1.5",
                        "system=drop",
                        "system=")) {
            tenant.get("/v1/conversations/r/window?" + query).refused(422, "invalid-request");
        }
    }

    private List<String> window(String conversation, String query) {
        return tenant.get("/v1/conversations/" + conversation + "/window?" + query)
                .ok()
                .at("$.messages[*].messageId");
    }

    private String body(String conversation, String query) {
        return tenant.get("/v1/conversations/" + conversation + "/window?" + query).ok().body();
    }
}
