package dev.hansard.query.comparison;

import dev.hansard.eventstore.Worker;
import dev.hansard.query.comparison.SampledUsers.Sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.util.Optional;

/**
 * Compares one random user after the other with the log, for as long as the node runs. What differs
 * is counted and told to the log of this process; nothing else depends on it.
 */
final class Samples implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

    private final Comparisons comparisons;
    private final SampledUsers users;
    private final SampleSettings settings;
    private final SampleMetrics metrics;
    private final Worker worker = Worker.ending("hansard-sample", this::run);
    private volatile boolean running;

    Samples(
            Comparisons comparisons,
            SampledUsers users,
            SampleSettings settings,
            SampleMetrics metrics) {
        this.comparisons = comparisons;
        this.users = users;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        if (settings.usersPerMinute() > 0) {
            worker.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        worker.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Compares one user; what fails is left for another time. */
    void compareOne() {
        try {
            Optional<Sample> sample = users.next();
            if (sample.isPresent()) {
                String tenant = sample.get().tenant();
                comparisons.of(sample.get().aggregates(), found -> tell(tenant, found));
                metrics.compared();
            }
        } catch (RuntimeException e) {
            LOG.warn("a user is compared another time: {}", e.getClass().getName());
        }
    }

    private void run() throws InterruptedException {
        while (worker.isRunning()) {
            worker.pause(settings.pause());
            if (worker.isRunning()) {
                compareOne();
            }
        }
    }

    private void tell(String tenant, Difference found) {
        metrics.found(found);
        LOG.error(
                "{} differs from the log at position {}: tenant {}, user {}, {}: {}",
                found.view(),
                found.position(),
                tenant,
                found.userId(),
                found.id(),
                found.difference());
    }
}
