package dev.hansard.command.activity;

import static java.util.Objects.requireNonNull;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.command.activity.Expiries.Place;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointBatch;
import dev.hansard.eventstore.checkpoint.CheckpointRow;
import dev.hansard.eventstore.checkpoint.CheckpointedView;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything that lives, with its last activity, and everything else that is over at some instant:
 * a view of the whole log in the memory of this node. It serves what no single aggregate knows of
 * itself, since a conversation's activity is its session's too, and it tells what is due to expire.
 * Thread-safe.
 */
public final class ActivityIndex implements CheckpointedView {

    private final Living living = new Living();
    private final Expiries expiries = new Expiries();
    private final Changes changes = new Changes(living, expiries);
    private final ActivityEvents events;
    private final Map<Kind, DueQueue> queues = new EnumMap<>(Kind.class);
    private long applied;

    /**
     * @param owned Axon aggregate identifiers of all that is a user's
     */
    public ActivityIndex(Function<AggregateId, Set<String>> owned) {
        this.events = new ActivityEvents(living, expiries, changes, this::queue, owned);
        for (Kind kind : Kind.values()) {
            queues.put(kind, new DueQueue(place -> isCurrent(kind, place)));
        }
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public int format() {
        return ActivityRow.FORMAT;
    }

    @Override
    public synchronized void restore(long position, List<CheckpointRow> rows) {
        for (ActivityRow row : rows.stream().map(ActivityRow::read).toList()) {
            switch (row) {
                case ActivityRow.Live live -> restore(live);
                case ActivityRow.Expiring one ->
                        expiries.set(one.aggregateId(), one.key(), one.at(), queue(one.kind()));
            }
        }
        applied = position;
        changes.begin(position);
    }

    @Override
    public synchronized CheckpointBatch take() {
        return changes.take(applied);
    }

    @Override
    public synchronized void takeBack() {
        changes.takeBack();
    }

    /** The whole log at the start, or what came after the checkpoint. */
    @Override
    public synchronized long resumeAfter() {
        return applied;
    }

    @Override
    public synchronized void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            events.apply(recorded);
            applied = recorded.position();
        }
    }

    /** How a live session or conversation stands; empty if it does not live. */
    public synchronized Optional<Standing> standing(AggregateId id) {
        return find(id.toString()).map(activity -> activity.standing(applied));
    }

    /** The live sessions of a tenant that have been idle for so long. */
    public synchronized List<AggregateId> idleSessions(String tenant, Ttl idleFor, Instant now) {
        return living.idleSessions(tenant, idleFor, now);
    }

    /** How many sessions live, over all tenants. */
    public long sessions() {
        return living.sessions();
    }

    /** How many conversations live, over all tenants. */
    public long conversations() {
        return living.conversations();
    }

    /**
     * Takes what is due, the earliest first. It is not given out again before it is {@linkplain
     * #giveBack given back}.
     */
    public synchronized List<Due> takeDue(Kind kind, Instant now, int limit) {
        DueQueue queue = queue(kind);
        List<Due> due = new ArrayList<>();
        while (due.size() < limit) {
            Due place = queue.poll(now);
            if (place == null) {
                break;
            }
            Deadline deadline = deadline(kind, place);
            if (deadline != null && deadline.isQueuedAs(place) && deadline.takeTurn(now, queue)) {
                due.add(place);
            }
        }
        return due;
    }

    /** Gives back what was taken: what has not gone meanwhile comes up again. */
    public synchronized void giveBack(Kind kind, Collection<Due> taken) {
        for (Due place : taken) {
            Deadline deadline = deadline(kind, place);
            if (deadline != null) {
                deadline.returnTo(queue(kind));
            }
        }
    }

    private void restore(ActivityRow.Live live) {
        String id = live.aggregateId();
        var activity = new Activity(id, live.ttl(), live.lastActivityAt(), live.turnCount());
        living.begin(id, activity);
        activity.touch(live.lastActivityAt(), queue(live.kind()));
        live.expiries().forEach((key, at) -> activity.keySet(id, key, at, queue(Kind.STATE_KEY)));
    }

    private Optional<Activity> find(String id) {
        return Optional.ofNullable(living.find(id));
    }

    private DueQueue queue(Kind kind) {
        return requireNonNull(queues.get(kind));
    }

    private boolean isCurrent(Kind kind, Due place) {
        Deadline deadline = deadline(kind, place);
        return deadline != null && deadline.isQueuedAs(place);
    }

    private @Nullable Deadline deadline(Kind kind, Due place) {
        return switch (kind) {
            case CONVERSATION, SESSION, STATE_KEY -> {
                Activity activity = living.find(place.aggregateId());
                yield activity == null ? null : activity.deadline(place.key());
            }
            case USER_STATE_KEY, ENTRY ->
                    expiries.deadline(new Place(place.aggregateId(), place.key()));
        };
    }
}
