package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What is known about one session apart from anything kept in it: what its table row holds. A
 * function of its own events and of those of the conversations that name it.
 *
 * @param aggregateId Axon aggregate identifier: the one text that the log, the cache and this share
 * @param turnCount user messages of its conversations since it began, was reopened or reset
 * @param version number of its own events
 * @param position of the last event it reflects
 */
record SessionFacts(
        String aggregateId,
        String userId,
        Status status,
        Ttl ttl,
        long turnCount,
        Instant createdAt,
        Instant lastActivityAt,
        long version,
        long position) {

    /** The facts after one more event of the session or of one of its conversations. */
    static @Nullable SessionFacts evolve(@Nullable SessionFacts before, RecordedEvent recorded) {
        Object payload = recorded.payload();
        if (payload instanceof SessionCreated created) {
            return created(created, recorded);
        }
        if (before == null) {
            return null;
        }
        return payload instanceof SessionEvent event
                ? before.own(event, recorded)
                : before.conversations(payload, recorded);
    }

    AggregateId id() {
        return AggregateId.parse(aggregateId);
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    @Nullable Instant expiresAt() {
        return isActive() ? ttl.expiresAt(lastActivityAt) : null;
    }

    private static SessionFacts created(SessionCreated created, RecordedEvent recorded) {
        return new SessionFacts(
                recorded.aggregateId(),
                created.userId(),
                Status.ACTIVE,
                created.ttl(),
                0,
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.version(),
                recorded.position());
    }

    private SessionFacts own(SessionEvent event, RecordedEvent recorded) {
        return switch (event) {
            case SessionCreated again ->
                    throw new IllegalStateException(recorded + " is a second creation");
            case StateSet set -> after(recorded, status, ttl, turnCount, true);
            case StateRemoved removed -> after(recorded, status, ttl, turnCount, true);
            case StateExpired expired -> after(recorded, status, ttl, turnCount, false);
            case MetadataSet set ->
                    after(recorded, status, set.ttl() == null ? ttl : set.ttl(), turnCount, true);
            case PreferencesSet set -> after(recorded, status, ttl, turnCount, true);
            case SessionReset reset -> after(recorded, status, ttl, 0, true);
            case SessionExpired expired -> after(recorded, Status.EXPIRED, ttl, turnCount, false);
            case SessionReopened reopened ->
                    after(recorded, Status.ACTIVE, reopened.ttl(), 0, true);
            case SessionEnded ended -> after(recorded, Status.ENDED, ttl, turnCount, true);
        };
    }

    /** What happens in a conversation is activity of its session, while that lasts. */
    private SessionFacts conversations(Object payload, RecordedEvent recorded) {
        boolean turn = payload instanceof MessageAppended message && message.role() == Role.USER;
        boolean activity = isActive() && !(payload instanceof ConversationExpired);
        return new SessionFacts(
                aggregateId,
                userId,
                status,
                ttl,
                isActive() && turn ? turnCount + 1 : turnCount,
                createdAt,
                activity ? recorded.recordedAt() : lastActivityAt,
                version,
                recorded.position());
    }

    private SessionFacts after(
            RecordedEvent recorded, Status next, Ttl nextTtl, long turns, boolean activity) {
        return new SessionFacts(
                aggregateId,
                userId,
                next,
                nextTtl,
                turns,
                createdAt,
                activity ? recorded.recordedAt() : lastActivityAt,
                recorded.version(),
                recorded.position());
    }
}
