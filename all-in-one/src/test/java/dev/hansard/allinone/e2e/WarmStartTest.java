package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A state manager that was restarted, with less memory than its sessions need: a few of its users
 * come back much more often than most, and most reads find the session in memory.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WarmStartTest {

    private static final int SESSIONS = 100;
    private static final int READS = 1_000;

    /** How often the sessions' cache was asked. */
    private record Gets(double hits, double misses) {

        static Gets now(HansardClient client) {
            return new Gets(
                    metric(client, "cache_gets_total", "result=\"hit\""),
                    metric(client, "cache_gets_total", "result=\"miss\""));
        }

        Gets since(Gets before) {
            return new Gets(hits - before.hits, misses - before.misses);
        }

        double hitRate() {
            return hits / (hits + misses);
        }
    }

    @Test
    void most_reads_of_sessions_are_hits_cold_and_warm(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        double needed;
        try (var hansard = InProcessHansard.startIn(data)) {
            Parallel.run(SESSIONS, n -> open(hansard.client(), n));
            needed = metric(hansard.client(), "hansard_cache_weight_bytes", "");
        }

        Gets cold;
        Gets warm;
        String memory = "--hansard.session-cache.weight=%dB".formatted((long) (needed * 0.8));
        try (var hansard = InProcessHansard.startIn(data, memory)) {
            cold = read(hansard.client(), new Random(1));
            warm = read(hansard.client(), new Random(2));
        }

        System.out.printf(
                "session reads: hit rate %.1f %% cold, %.1f %% warm%n",
                100 * cold.hitRate(), 100 * warm.hitRate());
        assertThat(cold.hits() + cold.misses()).isGreaterThanOrEqualTo(READS);
        assertThat(cold.misses() + warm.misses()).isPositive();
        assertThat(cold.hitRate()).isGreaterThan(0.8);
        assertThat(warm.hitRate()).isGreaterThan(0.8);
    }

    private static Answer open(HansardClient client, int n) {
        client.post(
                        "/v1/sessions",
                        "{\"userId\":\"user-%d\",\"sessionId\":\"desk-%d\"}".formatted(n, n))
                .expect(201);
        Answer set =
                client.put("/v1/sessions/desk-" + n + "/state/flow", "{\"value\":" + n + "}")
                        .expect(204);
        client.after(set).get("/v1/sessions/desk-" + n).expect(200);
        return set;
    }

    /** Reads as many users do together: by Zipf's law, with an exponent of 1. */
    private static Gets read(HansardClient client, Random random) {
        Gets before = Gets.now(client);
        double[] upTo = new double[SESSIONS];
        double sum = 0;
        for (int rank = 0; rank < SESSIONS; rank++) {
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
        for (int i = 0; i < READS; i++) {
            double drawn = random.nextDouble() * sum;
            int rank = 0;
            while (upTo[rank] < drawn) {
                rank++;
            }
            var session = client.get("/v1/sessions/desk-" + rank).expect(200).json();
            assertThat(session.at("/state/flow").asInt()).isEqualTo(rank);
        }
        return Gets.now(client).since(before);
    }

    /** The value of a metric of the sessions' cache, with this label as well. */
    private static double metric(HansardClient client, String name, String label) {
        return Pattern.compile(name + "\\{(.*)} (\\S+)")
                .matcher(client.get("/actuator/prometheus").expect(200).body())
                .results()
                .filter(line -> line.group(1).contains("cache=\"sessions\""))
                .filter(line -> line.group(1).contains(label))
                .map(MatchResult::group)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
