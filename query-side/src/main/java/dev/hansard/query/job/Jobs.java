package dev.hansard.query.job;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.Periodically;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs the jobs of one kind that this node was asked for, one after the other. */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration BEAT = Duration.ofSeconds(2);

    /** What a job does. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @return JSON of what is told of it; null for nothing
         * @throws FailedJobException with a reason that may be told
         */
        @Nullable String run(JobProgress progress);
    }

    private final JobTable table;
    private final Clock clock;
    private final ThreadPoolExecutor runner;
    private final Periodically beat;
    private final Map<String, RunningJob> unfinished = new ConcurrentHashMap<>();

    /**
     * @param waiting how many may wait
     */
    public Jobs(JobTable table, int waiting, Clock clock) {
        this.table = table;
        this.clock = clock;
        this.runner =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().daemon().name("hansard-" + table.kind()).factory());
        this.beat = new Periodically(table.kind() + "-beat", BEAT, this::beat);
    }

    /**
     * Puts one in line.
     *
     * @param details JSON of what is told of it already; null for nothing
     * @return its id
     * @throws Refusal {@link ErrorCode#OVERLOADED} if too many wait
     */
    public String begin(String tenant, @Nullable String details, Work work) {
        String id = UUID.randomUUID().toString();
        table.insert(id, tenant, details);
        unfinished.put(id, new RunningJob());
        try {
            runner.execute(() -> run(id, work));
        } catch (RejectedExecutionException e) {
            unfinished.remove(id);
            table.delete(id);
            throw Refusal.of(ErrorCode.OVERLOADED, "too many such jobs wait, try again");
        }
        return id;
    }

    /** What is not finished has failed, and says so. */
    @Override
    public void close() {
        unfinished.values().forEach(RunningJob::end);
        runner.shutdownNow();
        beat.close();
        unfinished
                .keySet()
                .forEach(id -> finish(id, JobStatus.FAILED, "the node that ran it was stopped"));
    }

    private void beat() {
        unfinished.forEach(
                (id, job) -> {
                    if (table.seen(id, job.progress(), job.details())) {
                        job.end();
                    }
                });
    }

    private void run(String id, Work work) {
        RunningJob job = unfinished.get(id);
        if (job == null || runner.isShutdown()) {
            return;
        }
        try {
            job.checkGoesOn();
            table.start(id, clock.instant());
            String details = work.run(job);
            table.finish(id, JobStatus.SUCCEEDED, clock.instant(), null, details);
        } catch (CancellationException e) {
            if (runner.isShutdown()) {
                return;
            }
            finish(id, JobStatus.CANCELLED, null);
        } catch (RuntimeException e) {
            if (runner.isShutdown()) {
                return;
            }
            LOG.warn("{} {} failed: {}", table.kind(), id, e.getClass().getName());
            finish(
                    id,
                    JobStatus.FAILED,
                    e instanceof FailedJobException
                            ? e.getMessage()
                            : "it could not be done, the log of its node says why");
        }
        unfinished.remove(id);
    }

    private void finish(String id, JobStatus status, @Nullable String problem) {
        RunningJob job = unfinished.get(id);
        try {
            table.finish(id, status, clock.instant(), problem, job == null ? null : job.details());
        } catch (RuntimeException e) {
            LOG.warn("{} {} is seen as failed later: {}", table.kind(), id, e.getClass().getName());
        }
    }
}
