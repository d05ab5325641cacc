package dev.hansard.command.dispatch;

import dev.hansard.eventstore.NotQuietException;

import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decides again what lost a race against another node: a client that stated no version never hears
 * of a conflict. One that did finds the newer version in the next try, and is refused by its rule.
 */
final class Retries {

    /** So many lost races in a row are not chance but overload. */
    private static final int TRIES = 100;

    private static final Duration SHORTEST_PAUSE = Duration.ofNanos(100_000);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    private Retries() {}

    /**
     * Runs a try until it loses no race.
     *
     * @throws RuntimeException what the last try threw
     */
    static <T> T run(Supplier<T> attempt) {
        return run(attempt, Retries::lostRace);
    }

    /** The same for a try that looks anew at what has to be quiet. */
    static <T> T runAnew(Supplier<T> attempt) {
        return run(attempt, e -> lostRace(e) || e instanceof NotQuietException);
    }

    private static boolean lostRace(RuntimeException e) {
        return e instanceof ConcurrencyException || e instanceof AggregateStreamCreationException;
    }

    private static <T> T run(Supplier<T> attempt, Predicate<RuntimeException> again) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                if (tried == TRIES || !again.test(e)) {
                    throw e;
                }
                pause(tried);
            }
        }
    }

    /** Shorter than an append at first, and by chance, so that two nodes do not stay in step. */
    private static void pause(int tried) {
        long most =
                Math.min(LONGEST_PAUSE.toNanos(), SHORTEST_PAUSE.toNanos() << Math.min(tried, 16));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }
}
