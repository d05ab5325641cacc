package dev.hansard.command.activity;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What lives: each session and conversation with its activity. Not thread-safe but for the counts.
 */
final class Living {

    private final Map<String, Activity> activities = new HashMap<>();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong conversations = new AtomicLong();

    void begin(String aggregateId, Activity activity) {
        if (activities.put(aggregateId, activity) == null) {
            count(aggregateId).incrementAndGet();
        }
    }

    void end(String aggregateId) {
        if (activities.remove(aggregateId) != null) {
            count(aggregateId).decrementAndGet();
        }
    }

    /** Its activity; null if it does not live. */
    @Nullable Activity find(String aggregateId) {
        return activities.get(aggregateId);
    }

    Set<String> ids() {
        return activities.keySet();
    }

    List<AggregateId> idleSessions(String tenant, Ttl idleFor, Instant now) {
        String prefix = tenant + "/" + AggregateId.SESSION + "/";
        return activities.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> entry.getValue().isIdle(idleFor, now))
                .map(entry -> AggregateId.parse(entry.getKey()))
                .toList();
    }

    long sessions() {
        return sessions.get();
    }

    long conversations() {
        return conversations.get();
    }

    private AtomicLong count(String aggregateId) {
        return AggregateId.parse(aggregateId).type().equals(AggregateId.SESSION)
                ? sessions
                : conversations;
    }
}
