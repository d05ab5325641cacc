package dev.hansard.api.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What may be asked of a conversation. */
public sealed interface ConversationCommand {

    AggregateId conversation();

    /** The version the client has seen, from {@code If-Match}. */
    ExpectedVersion expected();

    /** The moment the command came in. */
    Instant now();

    /**
     * Starts a conversation, or reopens an expired one.
     *
     * @param ifAbsent true: a live one is left as it is; false: a live one is refused
     * @param defaults what holds where neither the command nor the session it names says anything
     * @param messages the first messages, none to at most the limit of one append
     */
    record OpenConversation(
            AggregateId conversation,
            boolean ifAbsent,
            String userId,
            @Nullable String sessionId,
            @Nullable Json metadata,
            @Nullable Ttl ttl,
            @Nullable Integer maxTurnsBeforeCompact,
            @Nullable Boolean autoCompact,
            List<NewMessage> messages,
            ConversationDefaults defaults,
            ExpectedVersion expected,
            Instant now)
            implements ConversationCommand {

        public OpenConversation withDefaults(ConversationDefaults others) {
            return new OpenConversation(
                    conversation,
                    ifAbsent,
                    userId,
                    sessionId,
                    metadata,
                    ttl,
                    maxTurnsBeforeCompact,
                    autoCompact,
                    messages,
                    others,
                    expected,
                    now);
        }
    }

    record AppendMessages(
            AggregateId conversation,
            List<NewMessage> messages,
            ExpectedVersion expected,
            Instant now)
            implements ConversationCommand {}

    /**
     * Takes one message out of every view; history keeps it.
     *
     * @param sequence the message's, looked up by its id; 0 if the log knows none of that id
     * @param role the message's; any if there is none
     */
    record RemoveMessage(
            AggregateId conversation,
            String messageId,
            long sequence,
            Role role,
            ExpectedVersion expected,
            Instant now)
            implements ConversationCommand {

        /** The same of a message that was found elsewhere than in the conversation. */
        public RemoveMessage inherited(long found) {
            return new RemoveMessage(conversation, messageId, found, role, expected, now);
        }
    }

    /**
     * Changes settings; null leaves a value as it is.
     *
     * @param metadata a merge patch (RFC 7396)
     */
    record PatchConversation(
            AggregateId conversation,
            @Nullable Json metadata,
            @Nullable Ttl ttl,
            @Nullable Integer maxTurnsBeforeCompact,
            @Nullable Boolean autoCompact,
            ExpectedVersion expected,
            Instant now)
            implements ConversationCommand {}

    record ClearConversation(AggregateId conversation, ExpectedVersion expected, Instant now)
            implements ConversationCommand {}

    /**
     * Puts a summary in the place of what the window shows, but for its last messages.
     *
     * @param summary a JSON string
     * @param keepLast how many of the last messages stay in the window
     * @param kept the messages that stay, looked up; {@link Kept#NONE} before
     * @param withdrawn inherited ones that are gone, looked up
     */
    record CompactConversation(
            AggregateId conversation,
            Json summary,
            int keepLast,
            Kept kept,
            Withdrawals withdrawn,
            ExpectedVersion expected,
            Instant now)
            implements ConversationCommand {

        /**
         * What stays in a window.
         *
         * @param after sequence of the last message that does not stay
         * @param bytes what stays
         */
        public record Kept(long after, long bytes) {
            public static final Kept NONE = new Kept(0, 0);
        }

        public CompactConversation keeping(Kept messages, Withdrawals gone) {
            return new CompactConversation(
                    conversation, summary, keepLast, messages, gone, expected, now);
        }
    }

    /** Takes the latest compaction back. */
    record UndoCompaction(AggregateId conversation, ExpectedVersion expected, Instant now)
            implements ConversationCommand {}

    record DeleteConversation(AggregateId conversation, ExpectedVersion expected, Instant now)
            implements ConversationCommand {}

    /** Expires it if it has been idle for its time to live; does nothing otherwise. */
    record ExpireConversation(AggregateId conversation, ExpectedVersion expected, Instant now)
            implements ConversationCommand {}

    /**
     * Starts a conversation that goes on where another one stood: of both, so no {@link
     * ConversationCommand} itself.
     *
     * @param at sequence of the last message that is inherited; null for the last there is
     * @param expected of the parent
     */
    record ForkConversation(
            AggregateId parent, AggregateId child, @Nullable Long at, ExpectedVersion expected) {}
}
