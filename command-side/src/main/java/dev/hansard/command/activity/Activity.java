package dev.hansard.command.activity;

import static java.util.Objects.requireNonNull;

import dev.hansard.api.Ttl;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the index knows of one live session or conversation. Changed under the index's lock; kept
 * small, since there is one for everything that lives.
 */
final class Activity {

    private final Deadline idle;
    private Ttl ttl;
    private Instant lastActivityAt;
    private long turnCount;

    /** Keys of state with a time to live; most sessions have none. */
    private @Nullable Map<String, Deadline> keys;

    Activity(String aggregateId, Ttl ttl, Instant at) {
        this(aggregateId, ttl, at, 0);
    }

    Activity(String aggregateId, Ttl ttl, Instant lastActivityAt, long turnCount) {
        this.idle = new Deadline(aggregateId, null);
        this.ttl = ttl;
        this.lastActivityAt = lastActivityAt;
        this.turnCount = turnCount;
    }

    void touch(Instant at, DueQueue queue) {
        lastActivityAt = at;
        idle.moveTo(ttl.expiresAt(at), queue);
    }

    void touch(Instant at, @Nullable Ttl newTtl, DueQueue queue) {
        ttl = newTtl == null ? ttl : newTtl;
        touch(at, queue);
    }

    void countTurn() {
        turnCount++;
    }

    void reset() {
        turnCount = 0;
        keys = null;
    }

    void keySet(String aggregateId, String key, @Nullable Instant expiresAt, DueQueue queue) {
        if (expiresAt == null) {
            keyGone(key);
            return;
        }
        if (keys == null) {
            keys = new HashMap<>();
        }
        keys.computeIfAbsent(key, k -> new Deadline(aggregateId, k)).moveTo(expiresAt, queue);
    }

    void keyGone(String key) {
        if (keys != null) {
            keys.remove(key);
        }
    }

    /** The deadline of a key, or of the whole; null if there is none. */
    @Nullable Deadline deadline(@Nullable String key) {
        if (key == null) {
            return idle;
        }
        return keys == null ? null : keys.get(key);
    }

    Ttl ttl() {
        return ttl;
    }

    Instant lastActivityAt() {
        return lastActivityAt;
    }

    long turnCount() {
        return turnCount;
    }

    /** When each key of state that has a time to live is over. */
    Map<String, Instant> expiries() {
        Map<String, Instant> expiries = new HashMap<>();
        if (keys != null) {
            keys.forEach((key, deadline) -> expiries.put(key, requireNonNull(deadline.due())));
        }
        return expiries;
    }

    boolean isIdle(Ttl idleFor, Instant now) {
        return idleFor.isOver(lastActivityAt, now);
    }

    Standing standing(long position) {
        return new Standing(turnCount, lastActivityAt, position);
    }
}
