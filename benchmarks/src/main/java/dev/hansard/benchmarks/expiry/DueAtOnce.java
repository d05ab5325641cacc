package dev.hansard.benchmarks.expiry;

import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.application.Dialogue;
import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.harness.ClosedLoop;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.report.Series;
import dev.hansard.benchmarks.seed.MadeId;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Sessions that are all due at one instant, again and again. */
final class DueAtOnce {

    private static final int SESSIONS = 10_000;
    private static final int CLIENTS = 32;
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);
    private static final Duration FIRST_LIFETIME = Duration.ofSeconds(12);
    private static final Duration LONGEST_LIFETIME = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String EXPIRED =
            "select count(*) from event where type = 'session.SessionExpired'";

    private final Commander hansard;
    private final Database database;
    private final Client client;
    private final List<Double> appendRatios = new ArrayList<>();

    /** From the first session of a turn until all are due. */
    private Duration lifetime = FIRST_LIFETIME;

    private long expired;

    DueAtOnce(Commander hansard, Database database) {
        this.hansard = hansard;
        this.database = database;
        this.client = new Dialogue(hansard, MadeId::user);
    }

    /** From the instant that they are due at until the last has expired, in s. */
    double turn() throws Exception {
        Instant due = makeSessions();
        double undisturbed = appendsUntil(due);
        long begin = System.nanoTime();
        var meanwhile = new AtomicInteger();
        var over = CompletableFuture.runAsync(this::awaitExpiry);
        while (!over.isDone()) {
            client.call();
            meanwhile.incrementAndGet();
        }
        over.get();
        double seconds = (System.nanoTime() - begin) / 1e9;
        appendRatios.add(meanwhile.get() / seconds / undisturbed);
        return seconds;
    }

    /** Appends a second of one client while they expired ÷ before; without the turn to warm up. */
    Series appendsMeanwhile() {
        return new Series(appendRatios.subList(1, appendRatios.size()));
    }

    /**
     * Makes all of them in time; if that does not succeed, lets those expire that there are and
     * tries again with more time.
     *
     * @return when they are due
     */
    private Instant makeSessions() throws Exception {
        Instant begin = Instant.now();
        Instant due = begin.plus(lifetime);
        int made = makeSessions(due);
        expired += made;
        Duration took = Duration.between(begin, Instant.now());
        lifetime = took.multipliedBy(2).plus(UNDISTURBED);
        if (made == SESSIONS) {
            return due;
        }
        awaitExpiry();
        if (lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalStateException("the sessions are not made within " + took);
        }
        return makeSessions();
    }

    private int makeSessions(Instant due) throws Exception {
        var begun = new AtomicInteger();
        Client maker =
                () -> {
                    String user = MadeId.user();
                    hansard.startSession(
                            user,
                            "user_" + user + "_0a1b2c3d",
                            Duration.between(Instant.now(), due));
                };
        Instant end = due.minus(UNDISTURBED);
        List<CompletableFuture<Void>> makers =
                IntStream.range(0, CLIENTS)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () -> makeUntil(end, maker, begun),
                                                Thread::startVirtualThread))
                        .toList();
        for (var each : makers) {
            each.get();
        }
        return Math.min(begun.get(), SESSIONS);
    }

    private static void makeUntil(Instant end, Client maker, AtomicInteger begun) {
        while (Instant.now().isBefore(end) && begun.getAndIncrement() < SESSIONS) {
            try {
                maker.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private double appendsUntil(Instant due) throws Exception {
        Duration rest = Duration.between(Instant.now(), due);
        return ClosedLoop.perSecond(Collections.singletonList(client), Thread.ofPlatform(), rest);
    }

    private void awaitExpiry() {
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            while (database.number(EXPIRED) < expired) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("they do not expire within " + LONGEST);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
