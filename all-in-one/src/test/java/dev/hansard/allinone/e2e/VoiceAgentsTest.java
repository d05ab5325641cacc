package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Voice agents in processes of their own share the conversation of one call under a fixed id, each
 * taking over where the one before left.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VoiceAgentsTest {

    private static final InProcessHansard HANSARD = InProcessHansard.shared();

    /** One of the processes. */
    private record Agent(String name, HansardClient hansard, String call) {

        /** Joins the call and reads what was said: at most the last 20. */
        List<JsonNode> enter() {
            Answer joined =
                    hansard.put(
                            "/v1/conversations/" + call,
                            "{\"userId\":\"caller-%s\",\"ttl\":\"PT30M\"}".formatted(call));
            assertThat(joined.status()).as(joined.body()).isIn(200, 201);
            JsonNode window =
                    hansard.after(joined)
                            .get("/v1/conversations/" + call + "/window")
                            .expect(200)
                            .json();
            return List.copyOf(window.get("messages").values());
        }

        Answer say(String text) {
            return hansard.append(
                            call,
                            """
                            {"role":"assistant","agent":"%s","content":%s}"""
                                    .formatted(name, Json.text(text)))
                    .expect(201);
        }

        Answer hear(String text) {
            return hansard.append(call, Json.userMessage(text)).expect(201);
        }

        /** How many messages the call has had. */
        int size(Answer after) {
            return hansard.after(after)
                    .get("/v1/conversations/" + call)
                    .expect(200)
                    .json()
                    .get("messageCount")
                    .asInt();
        }
    }

    private static Agent agent(String name, String call) {
        return new Agent(name, HansardClient.to(HANSARD.client().port()), call);
    }

    @Test
    void each_takes_over_with_the_last_20_messages() {
        Agent greeter = agent("greeter", "call-1");
        Agent booker = agent("booker", "call-1");
        assertThat(greeter.enter()).isEmpty();
        for (int i = 1; i <= 12; i++) {
            greeter.hear("question " + i);
            greeter.say("answer " + i);
        }

        List<JsonNode> known = booker.enter();

        assertThat(known).hasSize(20);
        assertThat(known.getFirst().get("content").asString()).isEqualTo("question 3");
        assertThat(known.getLast().get("agent").asString()).isEqualTo("greeter");
        Answer said = booker.say("I take over.");
        assertThat(greeter.size(said)).isEqualTo(25);
    }

    @Test
    void all_at_once_open_one_conversation_and_lose_no_message() throws Exception {
        List<Agent> agents =
                IntStream.range(0, 8).mapToObj(i -> agent("agent-" + i, "call-2")).toList();

        Parallel.run(
                agents.size(),
                n -> {
                    agents.get(n).enter();
                    return IntStream.range(0, 25)
                            .mapToObj(i -> agents.get(n).say("agent-" + n + " says " + i))
                            .toList();
                });

        Agent late = agent("late", "call-2");
        Answer last = late.say("done");
        assertThat(late.size(last)).isEqualTo(201);
        List<JsonNode> all = new History(late.hansard().after(last), "call-2").messages();
        assertThat(all)
                .extracting(message -> message.get("sequence").asInt())
                .isEqualTo(IntStream.rangeClosed(1, 201).boxed().toList());
        for (Agent agent : agents) {
            assertThat(all)
                    .filteredOn(each -> each.get("agent").asString().equals(agent.name()))
                    .extracting(each -> each.get("content").asString())
                    .isEqualTo(
                            IntStream.range(0, 25)
                                    .mapToObj(i -> agent.name() + " says " + i)
                                    .toList());
        }
    }

    @Test
    void clearing_empties_what_the_next_one_reads() {
        Agent greeter = agent("greeter", "call-3");
        greeter.enter();
        greeter.hear("hello");

        Answer cleared = greeter.hansard().post("/v1/conversations/call-3/clear", "").expect(204);

        assertThat(agent("booker", "call-3").enter()).isEmpty();
        assertThat(greeter.size(cleared)).isEqualTo(1);
    }

    @Test
    void the_fixed_id_comes_back_after_its_time_with_nothing_left_to_read() {
        Agent greeter = agent("greeter", "call-4");
        greeter.enter();
        Answer heard = greeter.hear("hello");

        HANSARD.clock().move(Duration.ofMinutes(30));
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                greeter.hansard()
                                        .after(heard)
                                        .get("/v1/conversations/call-4")
                                        .json()
                                        .get("status")
                                        .asString()
                                        .equals("expired"));

        assertThat(agent("booker", "call-4").enter()).isEmpty();
        Answer again = agent("booker", "call-4").hear("hello again");
        assertThat(greeter.size(again)).isEqualTo(2);
    }
}
