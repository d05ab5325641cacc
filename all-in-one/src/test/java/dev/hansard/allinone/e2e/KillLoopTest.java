package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Whatever is killed at whatever moment: what was acknowledged is there once, what was not is there
 * whole or not at all, the order has no gap, and the views are what the log says.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KillLoopTest {

    private static final Logger LOG = LoggerFactory.getLogger(KillLoopTest.class);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;
    private static final int CONVERSATIONS = 6;
    private static final int USERS = 3;
    private static final int COLD_REPLAY_EVERY = 50;

    private enum Victim {
        HANSARD,
        BACKEND_OF_THE_WRITER,
        POSTGRES
    }

    @TempDir private Path directory;
    private ExternalPostgres postgres;
    private RunningHansard hansard;

    @BeforeEach
    void start() throws Exception {
        postgres = ExternalPostgres.in(directory.resolve("postgres"));
        hansard = launch(RunningHansard.freePort());
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (hansard != null) {
            hansard.close();
        }
        postgres.close();
    }

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_half_there() throws Exception {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        LOG.info("seed: -Dsoak.seed={}", seed);
        var random = new Random(seed);
        int rounds = Soak.rounds();
        for (int round = 0; round < rounds; round++) {
            Victim[] victims = Victim.values();
            Victim victim =
                    victims[round < victims.length ? round : random.nextInt(victims.length)];
            Map<String, String> users = conversations(round);
            int said = round(victim, users, random);
            LOG.info("round {} of {}: {}, {} messages", round + 1, rounds, victim, said);
            if ((round + 1) % COLD_REPLAY_EVERY == 0 || round + 1 == rounds) {
                equalsAColdReplay(users);
            }
        }
        isProved();
    }

    private int round(Victim victim, Map<String, String> users, Random random) throws Exception {
        List<String> conversations = List.copyOf(users.keySet());
        try (var writers = Writers.start(List.of(hansard.client()), conversations, CLIENTS)) {
            int before = 50 + random.nextInt(400);
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> writers.count() > before);
            kill(victim);
            int after = writers.count() + 50;
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> writers.count() > after);
            writers.stop();

            assertThat(writers.unexpected()).isEmpty();
            Ledger.hasNoGap(postgres);
            Map<String, List<JsonNode>> histories = new TreeMap<>();
            HansardClient client = afterEverything();
            conversations.forEach(id -> histories.put(id, new History(client, id).messages()));
            Ledger.isKept(writers, histories);
            Ledger.viewsAreTheLog(client, histories, users);
            return writers.count();
        }
    }

    private void kill(Victim victim) throws Exception {
        switch (victim) {
            case HANSARD -> {
                hansard.kill();
                hansard = launch(hansard.client().port());
            }
            case BACKEND_OF_THE_WRITER ->
                    await().atMost(SOON)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> postgres.killWriter());
            case POSTGRES -> {
                postgres.crash();
                postgres.startAgain();
            }
        }
    }

    /** Conversations of a round's own, and whose they are. */
    private Map<String, String> conversations(int round) {
        Map<String, String> users = new TreeMap<>();
        IntStream.range(0, CONVERSATIONS)
                .forEach(i -> users.put("r" + round + "-" + i, "r" + round + "-u" + i % USERS));
        users.forEach(
                (id, user) ->
                        hansard.client()
                                .put("/v1/conversations/" + id, "{\"userId\":\"" + user + "\"}")
                                .expect(201));
        return users;
    }

    /** A second node that knows nothing answers what the first one answers. */
    private void equalsAColdReplay(Map<String, String> users) throws Exception {
        try (var cold =
                Launch.queryService(directory.resolve("cold"))
                        .with(postgres.environment())
                        .with("HANSARD_READMODEL_START", "replay")
                        .start()
                        .awaitReady()) {
            HansardClient warm = afterEverything();
            users.forEach(
                    (id, user) -> {
                        for (String path :
                                List.of(
                                        "/v1/conversations/" + id,
                                        "/v1/conversations/" + id + "/window",
                                        "/v1/users/" + user + "/messages")) {
                            assertThat(cold.client().get(path).expect(200).body())
                                    .isEqualTo(warm.get(path).expect(200).body());
                        }
                    });
        }
    }

    /** Whatever was killed, what was signed fits what is there. */
    private void isProved() throws Exception {
        afterEverything().get("/v1/audit/head").expect(200);
        JsonNode found = Verification.of(hansard.client(), "{}");
        assertThat(found.get("status").asString()).isEqualTo("succeeded");
        assertThat(found.has("firstBadPosition")).as(found.toString()).isFalse();
        assertThat(found.get("eventsChecked").asLong())
                .isEqualTo(postgres.number("select sequence from tenant_head"));
        assertThat(found.get("unsignedEvents").asLong()).isZero();
        assertThat(found.get("differenceCount").asLong()).as(found.toString()).isZero();
    }

    private HansardClient afterEverything() throws Exception {
        return hansard.client()
                .with(
                        "Hansard-Min-Position",
                        Long.toString(postgres.number("select position from log_head")))
                .with("Prefer", "wait=30");
    }

    /** With checkpoints so often that a kill comes between, and a start after it uses one. */
    private RunningHansard launch(int port) throws Exception {
        return Launch.allInOne(directory.resolve("home"))
                .with(postgres.environment())
                .with("HANSARD_READMODEL_CHECKPOINTINTERVAL", "100ms")
                .onPort(port)
                .start()
                .awaitReady();
    }
}
