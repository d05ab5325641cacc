package dev.hansard.query.warmup;

import dev.hansard.query.reading.Follows;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs the warm-ups after a start, one after the other on a thread of its own, once the views have
 * caught up. Nothing waits for it: the process is ready meanwhile, and a read that comes first
 * loads for both.
 */
final class WarmUps implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUps.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final List<WarmUp> all;
    private final List<Follows> views;
    private final Duration timeLimit;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("hansard-warm-up").unstarted(this::run);

    WarmUps(List<WarmUp> all, List<Follows> views, Duration timeLimit, MeterRegistry meters) {
        this.all = List.copyOf(all);
        this.views = List.copyOf(views);
        this.timeLimit = timeLimit;
        this.meters = meters;
        all.forEach(this::counter);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** After the thing in hand. */
    @Override
    public void stop() {
        stopping.countDown();
        try {
            boolean _ = thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Waits until it has done what it can. */
    boolean await(Duration timeout) throws InterruptedException {
        return done.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            while (!haveCaughtUp()) {
                if (stopping.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            warmUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.countDown();
        }
    }

    private boolean haveCaughtUp() {
        return views.stream()
                .flatMap(view -> view.progress().stream())
                .allMatch(progress -> progress.caughtUp());
    }

    private void warmUp() {
        LOG.info("warming up for at most {} s", timeLimit.toSeconds());
        long start = System.nanoTime();
        BooleanSupplier goOn =
                () -> stopping.getCount() > 0 && System.nanoTime() - start < timeLimit.toNanos();
        List<String> counts = new ArrayList<>();
        for (WarmUp each : all) {
            counts.add(run(each, goOn));
        }
        LOG.info(
                "warmed up {} in {} ms{}",
                String.join(", ", counts),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                goOn.getAsBoolean() ? "" : ", and was stopped");
    }

    private String run(WarmUp warmUp, BooleanSupplier goOn) {
        try {
            int number = warmUp.run(goOn);
            counter(warmUp).increment(number);
            return number + " " + warmUp.what();
        } catch (RuntimeException e) {
            // It only costs time later; the message may hold content.
            LOG.warn("could not warm up {}: {}", warmUp.what(), e.getClass().getName());
            return "not all " + warmUp.what();
        }
    }

    private Counter counter(WarmUp warmUp) {
        return Counter.builder("hansard.warmed")
                .description("What was brought into memory after the start")
                .tag("what", warmUp.what())
                .register(meters);
    }
}
