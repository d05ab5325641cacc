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
    private static final int CLIENTS = 256;
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);

    /** Twice as long as it took to make the sessions of the last turn, and no more than this. */
    private static final Duration LONGEST_LIFETIME = Duration.ofSeconds(40);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String EXPIRED =
            "select count(*) from event where type = 'session.SessionExpired'";

    private final Commander hansard;
    private final Database database;
    private final Client client;
    private final List<Double> appendRatios = new ArrayList<>();
    private Duration lifetime = LONGEST_LIFETIME;
    private long expired;

    DueAtOnce(Commander hansard, Database database) {
        this.hansard = hansard;
        this.database = database;
        this.client = new Dialogue(hansard, MadeId::user);
    }

    /** From the instant that they are due at until the last has expired, in s. */
    double turn() throws Exception {
        Instant due = Instant.now().plus(lifetime);
        makeSessions(due);
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

    private void makeSessions(Instant due) throws Exception {
        Instant begin = Instant.now();
        var made = new AtomicInteger();
        Client maker =
                () -> {
                    String user = MadeId.user();
                    hansard.startSession(
                            user,
                            "user_" + user + "_0a1b2c3d",
                            Duration.between(Instant.now(), due));
                };
        List<CompletableFuture<Void>> makers =
                IntStream.range(0, CLIENTS)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () -> makeUntilEnough(maker, made),
                                                Thread::startVirtualThread))
                        .toList();
        for (var each : makers) {
            each.get();
        }
        Instant end = Instant.now();
        lifetime = lifetimeAfter(Duration.between(begin, end));
        if (end.isAfter(due.minus(UNDISTURBED))) {
            throw new IllegalStateException("the sessions were not made in time for " + due);
        }
    }

    private static Duration lifetimeAfter(Duration making) {
        Duration next = making.multipliedBy(2).plus(UNDISTURBED);
        return next.compareTo(LONGEST_LIFETIME) < 0 ? next : LONGEST_LIFETIME;
    }

    private static void makeUntilEnough(Client maker, AtomicInteger made) {
        while (made.getAndIncrement() < SESSIONS) {
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
        expired += SESSIONS;
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
