package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an airline's agent remembers beside what is said: its customers' profiles, the flights, and
 * what its tools answered. All of it is recorded data, and all of it reads back exactly.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AirlineMemoryTest {

    private static final int CLIENTS = 8;

    private static final HansardClient CLIENT =
            InProcessHansard.shared().client().with("Hansard-Tenant", "airline");

    /** A call of a tool, and what it answered. */
    private record ToolCall(String request, String output) {}

    @BeforeAll
    static void look_for_the_data() {
        for (String file : List.of("profiles", "flights", "dialogues")) {
            assumeTrue(
                    ProjectFiles.realInput("airline-" + file + ".ndjson").isPresent(),
                    "airline-%s.ndjson is not there; name its directory with hansard.dialogues"
                            .formatted(file));
        }
    }

    private static List<JsonNode> lines(String name) {
        try (var lines = Files.lines(ProjectFiles.realInput(name).orElseThrow())) {
            return lines.map(Json::tree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_customers_profile_reads_back_exactly() throws Exception {
        List<JsonNode> customers = lines("airline-profiles.ndjson");
        assertThat(customers).hasSize(500);

        List<Answer> written =
                Parallel.run(
                        customers.size(),
                        i ->
                                CLIENT.put(
                                                profile(customers.get(i)),
                                                customers.get(i).get("profile").toString())
                                        .expect(204));

        for (int i = 0; i < customers.size(); i++) {
            JsonNode customer = customers.get(i);
            JsonNode read = CLIENT.after(written.get(i)).get(profile(customer)).expect(200).json();
            assertThat(read.get("profile").toString())
                    .isEqualTo(customer.get("profile").toString());
        }
    }

    private static String profile(JsonNode customer) {
        return "/v1/users/" + customer.get("userId").asString() + "/profile";
    }

    @Test
    void all_flights_go_in_with_one_command_and_read_back_in_order_and_exactly() {
        List<JsonNode> flights = lines("airline-flights.ndjson");
        assertThat(flights).hasSize(300);

        Answer written =
                CLIENT.post("/v1/tables/flights", "{\"entries\":" + flights + "}").expect(204);

        List<JsonNode> page =
                CLIENT.after(written).get("/v1/tables/flights?limit=1000").expect(200).data();
        assertThat(page.stream().map(JsonNode::toString))
                .containsExactlyElementsOf(
                        flights.stream().map(JsonNode::toString).sorted().toList());
        for (JsonNode flight : flights.subList(0, 20)) {
            assertThat(
                            CLIENT.get("/v1/tables/flights/" + flight.get("key").asString())
                                    .expect(200)
                                    .body())
                    .isEqualTo(flight.toString());
        }
    }

    @Test
    void what_a_tool_answered_is_found_again() throws Exception {
        List<ToolCall> calls =
                lines("airline-dialogues.ndjson").stream()
                        .flatMap(line -> callsOf(line.get("messages")).stream())
                        .toList();
        Map<String, String> answered = new ConcurrentHashMap<>();
        var misses = new AtomicInteger();

        Parallel.run(
                CLIENTS,
                client -> {
                    for (int i = client; i < calls.size(); i += CLIENTS) {
                        useCache(calls.get(i), answered, misses);
                    }
                    return client;
                });

        JsonNode stats = CLIENT.get("/v1/results/stats").expect(200).json();
        assertThat(stats.get("misses").asInt()).isEqualTo(misses.get());
        assertThat(stats.get("hits").asInt()).isEqualTo(calls.size() - misses.get());
        assertThat(stats.get("entries").asInt()).isEqualTo(answered.size());
        System.out.printf(
                "%,d tool calls, %,d different: hit rate %.1f %%%n",
                calls.size(), answered.size(), 100 * stats.get("hitRate").asDouble());
        answered.forEach(
                (request, output) ->
                        assertThat(lookUp(request).expect(200).json().get("output").toString())
                                .isEqualTo(output));
    }

    /** Asks first; what is not there is computed, which is to say recorded, and stored. */
    private static void useCache(
            ToolCall call, Map<String, String> answered, AtomicInteger misses) {
        Answer found = lookUp(call.request());
        if (found.status() == 404) {
            misses.incrementAndGet();
            found =
                    CLIENT.put(
                            "/v1/results",
                            "{\"agent\":\"airline\",\"ttl\":\"never\",\"request\":%s,\"output\":%s}"
                                    .formatted(call.request(), call.output()));
            assertThat(found.status()).as(found.body()).isIn(200, 201);
        }
        String output = found.json().get("output").toString();
        String before = answered.putIfAbsent(call.request(), output);
        assertThat(output).isEqualTo(before == null ? output : before);
    }

    private static Answer lookUp(String request) {
        return CLIENT.post(
                "/v1/results/lookup", "{\"agent\":\"airline\",\"request\":%s}".formatted(request));
    }

    /** The calls of one dialogue, each with the nearest later answer to its id. */
    private static List<ToolCall> callsOf(JsonNode messages) {
        Map<String, String> open = new HashMap<>();
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode message : messages) {
            for (JsonNode call : message.path("tool_calls")) {
                open.put(call.get("id").asString(), call.get("function").toString());
            }
            if (message.get("role").asString().equals("tool")) {
                String request = open.remove(message.get("tool_call_id").asString());
                if (request != null) {
                    calls.add(new ToolCall(request, message.get("content").toString()));
                }
            }
        }
        return calls;
    }
}
