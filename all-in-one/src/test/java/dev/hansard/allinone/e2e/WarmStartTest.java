package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A state manager that was restarted: its users read their sessions as before, a few of them much
 * more often than most, and most reads find the session in memory.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WarmStartTest {

    private static final int SESSIONS = 200;
    private static final int READS = 3_000;

    private static final Pattern GETS =
            Pattern.compile(
                    "cache_gets_total\\{[^}]*cache=\"sessions\"[^}]*result=\"(hit|miss)\"[^}]*} (\\S+)");

    /** How often the sessions' cache was asked. */
    private record Gets(double hits, double misses) {

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
        try (var hansard = start(data, 0)) {
            Parallel.run(
                    SESSIONS,
                    n -> {
                        String user = "user-" + n;
                        String id = "desk-" + n;
                        hansard.client()
                                .post(
                                        "/v1/sessions",
                                        "{\"userId\":\"%s\",\"sessionId\":\"%s\"}"
                                                .formatted(user, id))
                                .expect(201);
                        return hansard.client()
                                .put("/v1/sessions/" + id + "/state/flow", "{\"value\":" + n + "}")
                                .expect(204);
                    });
        }

        Gets cold;
        try (var hansard = start(data, 0)) {
            cold = read(hansard.client());
        }
        Gets warm;
        try (var hansard = start(data, SESSIONS)) {
            awaitWarm(hansard.client());
            warm = read(hansard.client());
        }

        System.out.printf(
                "session reads: hit rate %.1f %% cold, %.1f %% warm%n",
                100 * cold.hitRate(), 100 * warm.hitRate());
        assertThat(cold.misses()).isPositive();
        assertThat(cold.hitRate()).isGreaterThan(0.8);
        assertThat(warm.misses()).isZero();
        assertThat(warm.hits()).isGreaterThanOrEqualTo(READS);
    }

    private static InProcessHansard start(Path data, int warmUpUsers) {
        return InProcessHansard.start(
                "--hansard.data-dir=" + data, "--hansard.warm-up.users=" + warmUpUsers);
    }

    /** Reads as many users do together: by Zipf's law, with an exponent of 1. */
    private static Gets read(HansardClient client) {
        Gets before = gets(client);
        var random = new Random(4711);
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
            assertThat(
                            client.get("/v1/sessions/desk-" + rank)
                                    .expect(200)
                                    .json()
                                    .at("/state/flow")
                                    .asInt())
                    .isEqualTo(rank);
        }
        return gets(client).since(before);
    }

    private static void awaitWarm(HansardClient client) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                client.get("/actuator/prometheus")
                                        .expect(200)
                                        .body()
                                        .lines()
                                        .anyMatch(
                                                line ->
                                                        line.startsWith("cache_size{")
                                                                && line.contains("\"sessions\"")
                                                                && line.endsWith(
                                                                        " %.1f"
                                                                                .formatted(
                                                                                        (double)
                                                                                                SESSIONS))));
    }

    private static Gets gets(HansardClient client) {
        List<Double> counts =
                List.of("hit", "miss").stream()
                        .map(
                                result ->
                                        GETS.matcher(client.get("/actuator/prometheus").body())
                                                .results()
                                                .filter(found -> found.group(1).equals(result))
                                                .mapToDouble(
                                                        found -> Double.parseDouble(found.group(2)))
                                                .sum())
                        .toList();
        return new Gets(counts.getFirst(), counts.getLast());
    }
}
