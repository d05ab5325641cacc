package dev.hansard.query.warmup;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The users of the newest events, of all tenants: they are the ones to come back first. How far
 * back it looks has a limit, however few users there are.
 */
final class RecentUsers implements WarmUp {

    private static final int PAGE = 1_000;
    private static final int MOST_EVENTS_PER_USER = 100;

    /** What the server does by itself, such as an expiry, is no activity. */
    private static final String SERVER = "system";

    private final EventLog log;
    private final List<UserMemory> memories;
    private final int most;

    RecentUsers(EventLog log, List<UserMemory> memories, int most) {
        this.log = log;
        this.memories = memories;
        this.most = most;
    }

    @Override
    public String what() {
        return "users";
    }

    @Override
    public int run(BooleanSupplier goOn) {
        int read = 0;
        for (AggregateId user : newestFirst(goOn)) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            read += isRead(user) ? 1 : 0;
        }
        return read;
    }

    /** False if the user was erased: then there is nothing to bring in. */
    private boolean isRead(AggregateId user) {
        try {
            memories.forEach(memory -> memory.read(user));
            return true;
        } catch (ErasedException e) {
            return false;
        }
    }

    private Set<AggregateId> newestFirst(BooleanSupplier goOn) {
        Set<AggregateId> users = new LinkedHashSet<>();
        long before = log.head();
        long stop = Math.max(0, before - (long) most * MOST_EVENTS_PER_USER);
        while (before > stop && users.size() < most && goOn.getAsBoolean()) {
            long after = Math.max(stop, before - PAGE);
            List<RecordedEvent> page = log.read(after, (int) (before - after));
            addNewestFirst(page, users);
            before = after;
        }
        return users;
    }

    private void addNewestFirst(List<RecordedEvent> page, Set<AggregateId> users) {
        page.reversed().stream()
                .filter(event -> !SERVER.equals(event.actorRole()))
                .filter(event -> event.userId() != null)
                .map(
                        event ->
                                AggregateId.user(
                                        event.tenant(), Objects.requireNonNull(event.userId())))
                .takeWhile(user -> users.size() < most)
                .forEach(users::add);
    }
}
