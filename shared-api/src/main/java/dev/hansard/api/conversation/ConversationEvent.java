package dev.hansard.api.conversation;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What can have happened to a conversation. A storage format: names and fields are fixed by the
 * golden files of {@code EventFormatTest}, changes go through an upcaster. When it happened, and to
 * whom, is in the envelope.
 */
public sealed interface ConversationEvent {

    /**
     * @param sessionId the session it belongs to; its activity is that session's too
     * @param ttl idle time after which it expires
     */
    record ConversationCreated(
            String userId,
            @Nullable String sessionId,
            Json metadata,
            Ttl ttl,
            int maxTurnsBeforeCompact,
            boolean autoCompact)
            implements ConversationEvent {}

    /**
     * @param sequence ordinal in the conversation, from 1, never reused
     * @param turnCount user messages since the last clear or compaction, with this one
     * @param message the message exactly as the client sent it; last, so that reading it is a slice
     */
    record MessageAppended(String messageId, long sequence, Role role, int turnCount, Json message)
            implements ConversationEvent {}

    /**
     * @param turnCount user messages since the last clear or compaction, without this one
     */
    record MessageRemoved(String messageId, long sequence, Role role, int turnCount)
            implements ConversationEvent {

        /** What the keys of all removals begin with, before a slash. */
        public static final String KIND = "removed";

        /**
         * The key by which the removal of a message is found among its conversation's events; no
         * message has it, since a slash is not in the alphabet of ids.
         */
        public static String key(String messageId) {
            return KIND + "/" + messageId;
        }
    }

    /**
     * The window is empty again; history stays.
     *
     * @param through sequence of the last message the window no longer shows
     */
    record ConversationCleared(long through) implements ConversationEvent {}

    /**
     * The window begins with a summary of what it showed; history stays.
     *
     * @param from sequence of the first message covered
     * @param through sequence of the last message covered: the last that the window no longer shows
     * @param before the window before
     * @param after the window after: what was kept, and no turn
     * @param summary a JSON string; last, so that reading it is a slice
     */
    record ConversationCompacted(
            long from, long through, WindowSize before, WindowSize after, Json summary)
            implements ConversationEvent {}

    /**
     * The latest compaction was taken back: the window is the one before it and what came since.
     *
     * @param undone version of the conversation with the event that was taken back
     * @param through sequence of the last message the window does not show
     * @param summary version of the conversation with the event whose summary holds again; null for
     *     no summary
     * @param after the window after
     */
    record CompactionUndone(long undone, long through, @Nullable Long summary, WindowSize after)
            implements ConversationEvent {}

    /**
     * The first event of a conversation that goes on where another one stood.
     *
     * @param parentId the conversation that was forked
     * @param sessionId that of the parent then, as are all settings
     * @param inherited what it begins with; its own messages follow on that
     */
    record ConversationForked(
            String parentId,
            String userId,
            @Nullable String sessionId,
            Json metadata,
            Ttl ttl,
            int maxTurnsBeforeCompact,
            boolean autoCompact,
            Inheritance inherited)
            implements ConversationEvent {}

    /** New values after the merge; null leaves a value as it was. */
    record MetadataSet(
            @Nullable Json metadata,
            @Nullable Ttl ttl,
            @Nullable Integer maxTurnsBeforeCompact,
            @Nullable Boolean autoCompact)
            implements ConversationEvent {}

    /**
     * @param idleSince its last activity
     */
    record ConversationExpired(Instant idleSince) implements ConversationEvent {}

    /**
     * Back under the same id with an empty window and the settings of the reopening command.
     *
     * @param through sequence of the last message of its earlier life
     */
    record ConversationReopened(
            long through,
            @Nullable String sessionId,
            Json metadata,
            Ttl ttl,
            int maxTurnsBeforeCompact,
            boolean autoCompact)
            implements ConversationEvent {}

    record ConversationDeleted() implements ConversationEvent {}
}
