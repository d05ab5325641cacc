package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.conversation.Role;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WindowSelectorTest {

    private final List<Message> talk = new ArrayList<>();

    @Test
    void the_newest_messages_up_to_the_limit_in_their_order() {
        say("a", "b", "c", "d");

        assertThat(window(3)).containsExactly("b", "c", "d");
        assertThat(window(4)).containsExactly("a", "b", "c", "d");
        assertThat(window(9)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_call_goes_in_with_all_its_results_or_not_at_all() {
        say("a").call("calls x y", "x", "y").result("rx", "x").result("ry", "y").say("b");

        assertThat(window(5)).containsExactly("a", "calls x y", "rx", "ry", "b");
        assertThat(window(4)).containsExactly("calls x y", "rx", "ry", "b");
        assertThat(window(3)).containsExactly("b");
    }

    @Test
    void a_group_cut_by_the_edge_of_the_window_makes_no_room_for_older_messages() {
        say("a").call("c", "x").result("r", "x").say("b");

        assertThat(window(2)).containsExactly("b");
    }

    @Test
    void a_group_larger_than_the_limit_leaves_the_window_empty() {
        call("c", "x", "y", "z").result("1", "x").result("2", "y").result("3", "z");

        assertThat(window(3)).isEmpty();
    }

    @Test
    void a_call_that_waits_for_results_is_shown_while_only_its_own_results_follow() {
        say("a").call("c", "x", "y").result("rx", "x");

        assertThat(window(9)).containsExactly("a", "c", "rx");

        say("b");

        assertThat(window(9)).containsExactly("a", "b");
    }

    @Test
    void results_that_come_after_other_messages_still_complete_their_call() {
        call("c", "x").say("meanwhile").result("r", "x").say("b");

        assertThat(window(9)).containsExactly("c", "meanwhile", "r", "b");
    }

    @Test
    void a_result_belongs_to_the_nearest_earlier_call_with_its_id() {
        call("first", "x").result("r1", "x").call("second", "x").result("r2", "x");

        assertThat(window(2)).containsExactly("second", "r2");
        assertThat(window(3)).containsExactly("second", "r2");
        assertThat(window(4)).containsExactly("first", "r1", "second", "r2");
    }

    @Test
    void a_call_given_up_for_a_later_one_with_the_same_id_is_left_out() {
        call("given up", "x").call("again", "x").result("r", "x");

        assertThat(window(9)).containsExactly("again", "r");
    }

    @Test
    void a_result_without_a_call_is_left_out() {
        say("a").result("orphan", "nobody").say("b");

        assertThat(window(9)).containsExactly("a", "b");
    }

    @Test
    void as_many_of_the_newest_as_show_no_more_tokens() {
        say("aaaa", "bb", "ccc", "d");

        assertThat(byTokens(10)).containsExactly("aaaa", "bb", "ccc", "d");
        assertThat(byTokens(9)).containsExactly("bb", "ccc", "d");
        assertThat(byTokens(5)).containsExactly("ccc", "d");
        assertThat(byTokens(1)).containsExactly("d");
        assertThat(byTokens(0)).isEmpty();
    }

    @Test
    void a_newest_message_with_too_many_tokens_leaves_the_window_empty() {
        say("a", "bbbb");

        assertThat(byTokens(3)).isEmpty();
    }

    @Test
    void a_group_costs_all_it_has_and_goes_in_whole_or_not_at_all() {
        say("a").call("cc", "x", "y").result("rr", "x").say("b").result("ss", "y").say("d");

        assertThat(byTokens(9)).containsExactly("a", "cc", "rr", "b", "ss", "d");
        assertThat(byTokens(8)).containsExactly("cc", "rr", "b", "ss", "d");
        assertThat(byTokens(7)).containsExactly("b", "d");
        assertThat(byTokens(2)).containsExactly("b", "d");
    }

    @Test
    void what_is_left_out_anyway_costs_nothing() {
        say("a").call("given up", "x").result("orphan", "nobody").say("b");

        assertThat(byTokens(2)).containsExactly("a", "b");
    }

    @Test
    void a_waiting_call_costs_what_has_come_in() {
        say("a").call("c", "x", "y").result("r", "x");

        assertThat(byTokens(3)).containsExactly("a", "c", "r");
        assertThat(byTokens(2)).containsExactly("c", "r");
        assertThat(byTokens(1)).isEmpty();
    }

    private List<String> window(int limit) {
        List<Message> newest = talk.subList(Math.max(0, talk.size() - limit), talk.size());
        return text(WindowSelector.select(newest, WindowLimits.ANY_TOKENS, message -> 0));
    }

    /** Each character costs one. */
    private List<String> byTokens(int tokens) {
        return text(WindowSelector.select(talk, tokens, message -> message.json().length));
    }

    private static List<String> text(List<Message> messages) {
        return messages.stream().map(message -> new String(message.json(), UTF_8)).toList();
    }

    private WindowSelectorTest say(String... texts) {
        for (String text : texts) {
            add(Role.USER, text);
        }
        return this;
    }

    private WindowSelectorTest call(String text, String... ids) {
        return add(Role.ASSISTANT, text, ids);
    }

    private WindowSelectorTest result(String text, String id) {
        return add(Role.TOOL, text, id);
    }

    private WindowSelectorTest add(Role role, String text, String... calls) {
        int sequence = talk.size() + 1;
        talk.add(new Message(sequence, sequence, role, List.of(calls), text.getBytes(UTF_8), 0));
        return this;
    }
}
