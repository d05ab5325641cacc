package dev.hansard.eventstore.seal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One look-up at a time, for all who wait: whoever comes while one is under way is in the next, so
 * that many who come at once take one connection and one commit. Thread-safe.
 */
final class Gathered<K, V> {

    private final Function<Collection<K>, Map<K, V>> lookUp;
    private final ReentrantLock turn = new ReentrantLock();
    private Map<K, CompletableFuture<Optional<V>>> waiting = new HashMap<>();

    /**
     * @param lookUp what it finds; what it throws is thrown to all it was for
     */
    Gathered(Function<Collection<K>, Map<K, V>> lookUp) {
        this.lookUp = lookUp;
    }

    /** What was looked up after this was called; empty if there is nothing. */
    Optional<V> get(K key) {
        CompletableFuture<Optional<V>> answer = ask(key);
        turn.lock();
        try {
            if (!answer.isDone()) {
                answer(takeAll());
            }
        } finally {
            turn.unlock();
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** How many keys the next look-up will be for, so far. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized CompletableFuture<Optional<V>> ask(K key) {
        return waiting.computeIfAbsent(key, k -> new CompletableFuture<>());
    }

    private synchronized Map<K, CompletableFuture<Optional<V>>> takeAll() {
        Map<K, CompletableFuture<Optional<V>>> all = waiting;
        waiting = new HashMap<>();
        return all;
    }

    private void answer(Map<K, CompletableFuture<Optional<V>>> asked) {
        try {
            Map<K, V> found = lookUp.apply(asked.keySet());
            asked.forEach((key, answer) -> answer.complete(Optional.ofNullable(found.get(key))));
        } catch (RuntimeException | Error e) {
            asked.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }
}
