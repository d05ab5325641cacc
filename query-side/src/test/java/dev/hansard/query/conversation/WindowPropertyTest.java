package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.conversation.Role;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invariant 8 over dialogues with parallel, repeated, late, missing and orphaned calls. */
class WindowPropertyTest {

    @Property(tries = 1_000)
    void a_window_never_splits_a_call_from_its_results(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 25) int limit) {
        List<Message> talk = talk(new Random(seed), length);

        List<Message> window = WindowSelector.select(newest(talk, limit));

        assertThat(window).hasSizeLessThanOrEqualTo(limit).isSubsetOf(talk);
        assertThat(window).isSortedAccordingTo(Comparator.comparingLong(Message::sequence));
        Map<Message, List<Message>> resultsOf = resultsOf(talk);
        for (Message message : window) {
            if (message.makesCalls()) {
                List<Message> results = resultsOf.get(message);
                assertThat(window).containsAll(results);
                boolean waiting = results.size() == talk.size() - message.sequence();
                assertThat(waiting || answersAll(message, results)).isTrue();
            } else if (message.answersCall()) {
                assertThat(resultsOf)
                        .anySatisfy(
                                (call, results) -> {
                                    assertThat(results).contains(message);
                                    assertThat(window).contains(call);
                                });
            }
        }
    }

    @Property(tries = 500)
    void all_is_shown_that_is_no_part_of_a_split_or_unfinished_group(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 25) int limit) {
        List<Message> talk = talk(new Random(seed), length);
        List<Message> newest = newest(talk, limit);

        assertThat(WindowSelector.select(newest))
                .containsAll(
                        newest.stream().filter(m -> !m.makesCalls() && !m.answersCall()).toList());
    }

    private static List<Message> newest(List<Message> talk, int limit) {
        return talk.subList(Math.max(0, talk.size() - limit), talk.size());
    }

    private static boolean answersAll(Message call, List<Message> results) {
        return results.stream()
                .flatMap(result -> result.calls().stream())
                .toList()
                .containsAll(call.calls());
    }

    /** By the definition in the contract: the nearest earlier call with the result's id. */
    private static Map<Message, List<Message>> resultsOf(List<Message> talk) {
        Map<Message, List<Message>> results = new HashMap<>();
        talk.stream().filter(Message::makesCalls).forEach(m -> results.put(m, new ArrayList<>()));
        for (int i = 0; i < talk.size(); i++) {
            Message result = talk.get(i);
            for (int j = i - 1; result.answersCall() && j >= 0; j--) {
                if (talk.get(j).makesCalls() && talk.get(j).calls().containsAll(result.calls())) {
                    results.get(talk.get(j)).add(result);
                    break;
                }
            }
        }
        return results;
    }

    private static List<Message> talk(Random random, int length) {
        List<Message> talk = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (int i = 1; i <= length; i++) {
            int dice = random.nextInt(10);
            if (dice < 3) {
                List<String> calls = new ArrayList<>();
                for (int call = random.nextInt(3); call >= 0; call--) {
                    calls.add("call" + random.nextInt(6));
                }
                open.addAll(calls);
                talk.add(new Message(i, i, Role.ASSISTANT, List.copyOf(calls), new byte[0]));
            } else if (dice < 7 && !open.isEmpty()) {
                String id = open.remove(random.nextInt(open.size()));
                talk.add(new Message(i, i, Role.TOOL, List.of(id), new byte[0]));
            } else if (dice == 7) {
                String id = "call" + random.nextInt(6);
                talk.add(new Message(i, i, Role.TOOL, List.of(id), new byte[0]));
            } else {
                talk.add(new Message(i, i, Role.USER, List.of(), new byte[0]));
            }
        }
        return talk;
    }
}
