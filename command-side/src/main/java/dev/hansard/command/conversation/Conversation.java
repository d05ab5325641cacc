package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
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
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The state of a conversation, as far as its commands need it. */
public sealed interface Conversation {

    NotCreated NOT_CREATED = new NotCreated();

    /** Number of its events. */
    long version();

    /** Whose it is; nobody's before it is created. */
    default Optional<String> owner() {
        return switch (this) {
            case NotCreated _ -> Optional.empty();
            case Live live -> Optional.of(live.userId);
            case Expired expired -> Optional.of(expired.userId);
            case Deleted deleted -> Optional.of(deleted.userId);
        };
    }

    /** What it began with, if it is a fork. */
    default Inheritance inheritance() {
        return switch (this) {
            case Live live -> live.inherited;
            case Expired expired -> expired.inherited;
            case NotCreated _, Deleted _ -> Inheritance.NONE;
        };
    }

    /** Bytes of content in it. */
    default long contentBytes() {
        return switch (this) {
            case Live live -> live.settings.metadata().size();
            case NotCreated _, Expired _, Deleted _ -> 0;
        };
    }

    /** The state after one more event, which the log holds with that instant. */
    static Conversation evolve(Conversation state, ConversationEvent event, Instant recordedAt) {
        return switch (event) {
            case ConversationCreated created -> Live.of(created, recordedAt);
            case ConversationForked forked -> Live.of(forked, recordedAt);
            case ConversationReopened again -> in(Expired.class, state).reopened(again, recordedAt);
            case MessageAppended appended ->
                    in(Live.class, state).counted(tally -> tally.after(appended), recordedAt);
            case MessageRemoved removed ->
                    in(Live.class, state).counted(tally -> tally.after(removed), recordedAt);
            case ConversationCleared cleared ->
                    in(Live.class, state).counted(tally -> tally.after(cleared), recordedAt);
            case ConversationCompacted compacted -> {
                long version = state.version() + 1;
                yield in(Live.class, state)
                        .counted(tally -> tally.after(compacted, version), recordedAt);
            }
            case CompactionUndone undone ->
                    in(Live.class, state).counted(tally -> tally.after(undone), recordedAt);
            case MetadataSet set -> in(Live.class, state).with(set, recordedAt);
            case ConversationExpired _ -> in(Live.class, state).expired();
            case ConversationDeleted _ -> in(Live.class, state).deleted();
        };
    }

    /**
     * This conversation as one that takes commands.
     *
     * @throws Refusal {@code not-found}, {@code expired} or {@code deleted}
     */
    default Live live() {
        return switch (this) {
            case Live live -> live;
            case NotCreated _ -> throw Refusal.of(ErrorCode.NOT_FOUND, "no such conversation");
            case Expired _ -> throw Refusal.of(ErrorCode.EXPIRED, "the conversation has expired");
            case Deleted deleted -> throw deleted.refusal();
        };
    }

    record NotCreated() implements Conversation {
        @Override
        public long version() {
            return 0;
        }
    }

    /**
     * It takes commands.
     *
     * @param sessionId the session it belongs to
     * @param settingsSince its version when the settings became what they are
     * @param inherited what it began with, if it is a fork
     * @param createdAt of its first life
     */
    record Live(
            String userId,
            @Nullable String sessionId,
            Settings settings,
            long settingsSince,
            Inheritance inherited,
            Tally tally,
            Instant createdAt,
            Instant lastActivityAt,
            long version)
            implements Conversation {

        /** Version with the event that holds the present summary; 0 if there is none. */
        long summary() {
            return tally.window().present().summary();
        }

        /**
         * As clients see it.
         *
         * @param summary the one of {@link #summary()}
         * @param gone inherited messages that are gone
         */
        public ConversationView view(AggregateId id, @Nullable Json summary, Withdrawals gone) {
            return new ConversationView(
                    id.id(),
                    userId,
                    sessionId,
                    Status.ACTIVE,
                    settings.metadata(),
                    summary,
                    tally.messageCount() - gone.messages(),
                    tally.turnCount(gone),
                    settings.maxTurnsBeforeCompact(),
                    settings.autoCompact(),
                    createdAt,
                    lastActivityAt,
                    settings.ttl().expiresAt(lastActivityAt),
                    version);
        }

        private static Live of(ConversationCreated event, Instant at) {
            return first(
                    event.userId(), event.sessionId(), Settings.of(event), Inheritance.NONE, at);
        }

        private static Live of(ConversationForked event, Instant at) {
            return first(
                    event.userId(), event.sessionId(), Settings.of(event), event.inherited(), at);
        }

        private static Live first(
                String userId,
                @Nullable String sessionId,
                Settings settings,
                Inheritance inherited,
                Instant at) {
            Tally tally = Tally.of(inherited);
            return new Live(userId, sessionId, settings, 1, inherited, tally, at, at, 1);
        }

        private Live counted(UnaryOperator<Tally> step, Instant at) {
            return new Live(
                    userId,
                    sessionId,
                    settings,
                    settingsSince,
                    inherited,
                    step.apply(tally),
                    createdAt,
                    at,
                    version + 1);
        }

        private Live with(MetadataSet set, Instant at) {
            Settings next = settings.after(set);
            long after = version + 1;
            return new Live(userId, sessionId, next, after, inherited, tally, createdAt, at, after);
        }

        private Expired expired() {
            return new Expired(userId, inherited, tally, createdAt, version + 1);
        }

        private Deleted deleted() {
            return new Deleted(userId, version + 1);
        }
    }

    /** It was idle for too long; the same user may reopen it. */
    record Expired(
            String userId, Inheritance inherited, Tally tally, Instant createdAt, long version)
            implements Conversation {

        private Live reopened(ConversationReopened event, Instant at) {
            long after = version + 1;
            return new Live(
                    userId,
                    event.sessionId(),
                    Settings.of(event),
                    after,
                    inherited,
                    tally.clearedThrough(event.through()),
                    createdAt,
                    at,
                    after);
        }
    }

    /** Gone for good. */
    record Deleted(String userId, long version) implements Conversation {

        Refusal refusal() {
            return Refusal.of(ErrorCode.DELETED, "the conversation was deleted");
        }
    }

    private static <S extends Conversation> S in(Class<S> expected, Conversation state) {
        if (!expected.isInstance(state)) {
            throw new IllegalStateException(
                    "the log has an event of a conversation that is %s, in one that is %s"
                            .formatted(expected.getSimpleName(), state.getClass().getSimpleName()));
        }
        return expected.cast(state);
    }
}
