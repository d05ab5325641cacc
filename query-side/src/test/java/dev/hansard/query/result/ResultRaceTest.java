package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Agents on two nodes compute what they miss from a source that changes, and whoever changes it
 * invalidates. A look-up that carries the position of the invalidation finds nothing older.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResultRaceTest {

    private static final int CHANGES = 50;
    private static final String ASKED = "{'agent':'planner','request':1}";
    private static final String ANSWERED =
            "{'agent':'planner','request':1,'tags':['t'],'output':%d}";
    private static final String MIN_POSITION = "Hansard-Min-Position";

    private final AtomicInteger source = new AtomicInteger();
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void nothing_that_was_computed_before_an_invalidation_is_found_after_it()
            throws ExecutionException, InterruptedException {
        try (var database = TestDatabase.create();
                var first = RunningQueryService.on(database, Clock.systemUTC());
                var second = RunningQueryService.on(database, Clock.systemUTC());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var log = new LogWriter(database.dataSource(), Clock.systemUTC());
            List<ResultClient> clients =
                    List.of(
                            new ResultClient(first, log, "default"),
                            new ResultClient(second, log, "default"));
            List<Future<?>> agents = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ResultClient client = clients.get(i % 2);
                agents.add(threads.submit(() -> compute(client)));
            }
            try {
                for (int i = 0; i < CHANGES; i++) {
                    int now = source.incrementAndGet();
                    String position = "" + clients.getFirst().invalidate(By.TAG, "t");
                    for (ResultClient client : clients) {
                        Answer found = client.lookUp(ASKED, MIN_POSITION, position);
                        if (found.status() == 200) {
                            assertThat(found.<Integer>at("$.output")).isGreaterThanOrEqualTo(now);
                        } else {
                            found.refused(404, "result-miss");
                        }
                    }
                }
            } finally {
                over.set(true);
            }
            for (Future<?> agent : agents) {
                agent.get();
            }
            assertThat(stored).hasPositiveValue();
        }
    }

    private void compute(ResultClient client) {
        while (!over.get()) {
            Answer missed = client.lookUp(ASKED);
            if (missed.status() == 404) {
                String asOf = missed.header("Hansard-Position");
                int read = source.get();
                int status = client.store(ANSWERED.formatted(read), MIN_POSITION, asOf).status();
                assertThat(status).isIn(200, 201);
                stored.incrementAndGet();
            }
        }
    }
}
