package dev.hansard.command.activity;

import static java.util.Objects.requireNonNull;

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
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.command.activity.Expiries.Place;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What each event does to what lives and what is due. Used under the index's lock. */
final class ActivityEvents {

    private final Living living;
    private final Expiries expiries;
    private final Changes changes;
    private final Function<Kind, DueQueue> queues;
    private final Function<AggregateId, Set<String>> owned;

    /**
     * @param owned the aggregates of a user
     */
    ActivityEvents(
            Living living,
            Expiries expiries,
            Changes changes,
            Function<Kind, DueQueue> queues,
            Function<AggregateId, Set<String>> owned) {
        this.living = living;
        this.expiries = expiries;
        this.changes = changes;
        this.queues = queues;
        this.owned = owned;
    }

    void apply(RecordedEvent recorded) {
        if (recorded.erased()) {
            return;
        }
        switch (recorded.payload()) {
            case ConversationEvent event -> apply(event, recorded);
            case SessionEvent event -> apply(event, recorded);
            case UserErased _ -> forget(AggregateId.parse(recorded.aggregateId()));
            case UserEvent event -> apply(event, recorded.aggregateId());
            case EntryEvent event -> apply(event, recorded.aggregateId());
            case TenantErased _ -> forgetTenant(recorded.tenant());
            default -> {}
        }
    }

    private void apply(ConversationEvent event, RecordedEvent recorded) {
        String id = recorded.aggregateId();
        DueQueue queue = queue(Kind.CONVERSATION);
        changes.note(id);
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
        changes.note(requireNonNull(recorded.context()));
        session.touch(recorded.recordedAt(), queue(Kind.SESSION));
        if (event instanceof MessageAppended message && message.role() == Role.USER) {
            session.countTurn();
        }
    }

    private void apply(SessionEvent event, RecordedEvent recorded) {
        String id = recorded.aggregateId();
        DueQueue queue = queue(Kind.SESSION);
        changes.note(id);
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
            case UserStateSet set -> expires(id, set.key(), set.expiresAt(), Kind.USER_STATE_KEY);
            case UserStateRemoved removed -> gone(id, removed.key());
            case UserStateExpired expired -> gone(id, expired.key());
            case CurrentSessionSet _, ProfileSet _, ProfileRemoved _, UserErased _ -> {}
        }
    }

    /** Of a user who was erased nothing lives, and nothing is due. */
    private void forget(AggregateId user) {
        owned.apply(user).forEach(this::end);
        String id = user.toString();
        expiries.keysOf(id).forEach(key -> gone(id, key));
    }

    private void forgetTenant(String tenant) {
        String prefix = tenant + "/";
        living.ids().stream().filter(id -> id.startsWith(prefix)).toList().forEach(this::end);
        expiries.places().stream()
                .filter(place -> place.aggregateId().startsWith(prefix))
                .toList()
                .forEach(place -> gone(place.aggregateId(), place.key()));
    }

    private void end(String id) {
        living.end(id);
        changes.note(id);
    }

    private void apply(EntryEvent event, String id) {
        switch (event) {
            case EntryPut put -> expires(id, null, put.expiresAt(), Kind.ENTRY);
            case EntryRemoved _, EntryExpired _ -> gone(id, null);
        }
    }

    private void expires(String id, @Nullable String key, @Nullable Instant at, Kind kind) {
        expiries.set(id, key, at, queue(kind));
        changes.note(new Place(id, key));
    }

    private void gone(String id, @Nullable String key) {
        expiries.gone(id, key);
        changes.note(new Place(id, key));
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
        return queues.apply(kind);
    }
}
