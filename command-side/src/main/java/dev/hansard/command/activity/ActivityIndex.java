package dev.hansard.command.activity;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that lives, with its last activity, and everything else that is over at some instant:
 * a view of the whole log in the memory of this node. It serves what no single aggregate knows of
 * itself, since a conversation's activity is its session's too, and it tells what is due to expire.
 * Thread-safe.
 */
public final class ActivityIndex implements LogView {

    private final Living living = new Living();
    private final Expiries expiries = new Expiries();
    private final Map<Kind, DueQueue> queues = new EnumMap<>(Kind.class);
    private long applied;

    public ActivityIndex() {
        for (Kind kind : Kind.values()) {
            queues.put(kind, new DueQueue(place -> isCurrent(kind, place)));
        }
    }

    @Override
    public String name() {
        return "activity";
    }

    /** The whole log at the start; after a failure from where it was. */
    @Override
    public synchronized long resumeAfter() {
        return applied;
    }

    @Override
    public synchronized void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            switch (recorded.payload()) {
                case ConversationEvent event -> apply(event, recorded);
                case SessionEvent event -> apply(event, recorded);
                case UserEvent event -> apply(event, recorded.aggregateId());
                case EntryEvent event -> apply(event, recorded.aggregateId());
                default -> {}
            }
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

    private void apply(ConversationEvent event, RecordedEvent recorded) {
        String id = recorded.aggregateId();
        DueQueue queue = queue(Kind.CONVERSATION);
        switch (event) {
            case ConversationCreated created -> begin(id, created.ttl(), recorded, queue);
            case ConversationForked forked -> begin(id, forked.ttl(), recorded, queue);
            case ConversationReopened reopened -> begin(id, reopened.ttl(), recorded, queue);
            case MessageAppended _,
                    MessageRemoved _,
                    ConversationCleared _,
                    ConversationCompacted _,
                    CompactionUndone _ ->
                    touch(id, null, recorded, queue);
            case ConversationEvent.MetadataSet set -> touch(id, set.ttl(), recorded, queue);
            case ConversationExpired _, ConversationDeleted _ -> living.end(id);
        }
        applyToSession(event, recorded);
    }

    /** What happens in a conversation is activity of its session, while that lasts. */
    private void applyToSession(ConversationEvent event, RecordedEvent recorded) {
        Activity session = recorded.context() == null ? null : living.find(recorded.context());
        if (session == null || event instanceof ConversationExpired) {
            return;
        }
        session.touch(recorded.recordedAt(), queue(Kind.SESSION));
        if (event instanceof MessageAppended message && message.role() == Role.USER) {
            session.countTurn();
        }
    }

    private void apply(SessionEvent event, RecordedEvent recorded) {
        String id = recorded.aggregateId();
        DueQueue queue = queue(Kind.SESSION);
        switch (event) {
            case SessionCreated created -> begin(id, created.ttl(), recorded, queue);
            case SessionReopened reopened -> begin(id, reopened.ttl(), recorded, queue);
            case StateSet set ->
                    touch(id, null, recorded, queue)
                            .ifPresent(
                                    session ->
                                            session.keySet(
                                                    id,
                                                    set.key(),
                                                    set.expiresAt(),
                                                    queue(Kind.STATE_KEY)));
            case StateRemoved removed ->
                    touch(id, null, recorded, queue)
                            .ifPresent(session -> session.keyGone(removed.key()));
            case StateExpired expired -> find(id).ifPresent(s -> s.keyGone(expired.key()));
            case SessionEvent.MetadataSet set -> touch(id, set.ttl(), recorded, queue);
            case PreferencesSet _ -> touch(id, null, recorded, queue);
            case SessionReset _ -> touch(id, null, recorded, queue).ifPresent(Activity::reset);
            case SessionExpired _, SessionEnded _ -> living.end(id);
        }
    }

    private void apply(UserEvent event, String id) {
        switch (event) {
            case UserStateSet set ->
                    expiries.set(id, set.key(), set.expiresAt(), queue(Kind.USER_STATE_KEY));
            case UserStateRemoved removed -> expiries.gone(id, removed.key());
            case UserStateExpired expired -> expiries.gone(id, expired.key());
            case CurrentSessionSet _, ProfileSet _, ProfileRemoved _ -> {}
        }
    }

    private void apply(EntryEvent event, String id) {
        switch (event) {
            case EntryPut put -> expiries.set(id, null, put.expiresAt(), queue(Kind.ENTRY));
            case EntryRemoved _, EntryExpired _ -> expiries.gone(id, null);
        }
    }

    private void begin(String id, Ttl ttl, RecordedEvent recorded, DueQueue queue) {
        Activity activity = new Activity(id, ttl, recorded.recordedAt());
        living.begin(id, activity);
        activity.touch(recorded.recordedAt(), queue);
    }

    private Optional<Activity> touch(
            String id, @Nullable Ttl ttl, RecordedEvent recorded, DueQueue queue) {
        find(id).ifPresent(found -> found.touch(recorded.recordedAt(), ttl, queue));
        return find(id);
    }

    private Optional<Activity> find(String id) {
        return Optional.ofNullable(living.find(id));
    }

    private DueQueue queue(Kind kind) {
        return Objects.requireNonNull(queues.get(kind));
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
            case USER_STATE_KEY, ENTRY -> expiries.deadline(place);
        };
    }
}
