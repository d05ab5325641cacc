package dev.hansard.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoadTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void a_closed_loop_counts_the_calls_of_all_clients() throws Exception {
        List<Client> clients = List.of(calls::incrementAndGet, calls::incrementAndGet);

        double perSecond = ClosedLoop.perSecond(clients, Thread.ofVirtual(), SHORT);

        assertThat(calls).hasPositiveValue();
        assertThat(perSecond).isPositive().isLessThanOrEqualTo(calls.get() / 0.020);
    }

    @Test
    void a_paced_loop_makes_as_many_calls_as_are_due() throws Exception {
        List<Double> said =
                PacedLoop.run(List.of("a", "b"), 1_000, SHORT, client -> calls.incrementAndGet());

        assertThat(said).hasSize(20).contains(1.0, 20.0);
    }

    @Test
    void a_latency_is_of_three_calls_at_least_and_without_what_prepares_them() throws Exception {
        Latency.Prepared client =
                new Latency.Prepared() {
                    private boolean prepared;

                    @Override
                    public void prepare() {
                        prepared = true;
                    }

                    @Override
                    public void call() {
                        assertThat(prepared).isTrue();
                        prepared = false;
                        calls.incrementAndGet();
                    }
                };

        assertThat(Latency.medianMicros(client, Duration.ZERO)).isPositive();
        assertThat(calls).hasValue(3);
    }

    @Test
    void what_a_call_throws_ends_the_measurement() {
        Client broken =
                () -> {
                    throw new IOException("refused");
                };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ClosedLoop.perSecond(List.of(broken), Thread.ofVirtual(), SHORT));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Latency.medianMicros(broken, SHORT));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () ->
                                PacedLoop.run(
                                        List.of(broken),
                                        1_000,
                                        SHORT,
                                        client -> {
                                            client.call();
                                            return 0;
                                        }));
    }
}
