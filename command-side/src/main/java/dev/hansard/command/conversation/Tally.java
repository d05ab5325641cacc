package dev.hansard.command.conversation;

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
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.Withdrawals;

import java.util.Optional;

/**
 * What a conversation must know of its messages to decide: counts, and no message, so that it does
 * not grow with them. Those of a fork count what its origins have removed since.
 *
 * @param lastSequence of the newest message ever; 0 before the first
 * @param messageCount messages in the history that have not been removed
 * @param clearedThrough sequence of the last message before the last clear or reopening
 * @param liveMessages messages after that which have not been removed
 */
public record Tally(
        long lastSequence,
        long messageCount,
        long clearedThrough,
        long liveMessages,
        Window window) {

    static final Tally EMPTY = new Tally(0, 0, 0, 0, Window.after(0));

    /** That of a fork before its first message of its own. */
    static Tally of(Inheritance inherited) {
        return new Tally(
                inherited.through(),
                inherited.messages(),
                inherited.clearedThrough(),
                inherited.liveMessages(),
                Window.of(inherited));
    }

    /** User messages since the last clear or compaction. */
    int turnCount() {
        return window.turnCount();
    }

    /** The same, without those that are gone. */
    int turnCount(Withdrawals gone) {
        return turnCount() - gone.turnsAfter(window.present().since());
    }

    /** The event that a next message makes. */
    MessageAppended next(NewMessage message) {
        return new MessageAppended(
                message.messageId(),
                lastSequence + 1,
                message.role(),
                window.with(message.role(), message.message().size()).turnCount(),
                message.message());
    }

    /** The event that the removal of a message makes. */
    MessageRemoved without(String messageId, long sequence, Role role) {
        int turnCount = window.without(sequence, role).turnCount();
        return new MessageRemoved(messageId, sequence, role, turnCount);
    }

    /** Whether nothing was said and nothing compacted since the last clear. */
    boolean isClear() {
        return window.isEmptyAfter(lastSequence);
    }

    Tally after(MessageAppended event) {
        return new Tally(
                event.sequence(),
                messageCount + 1,
                clearedThrough,
                liveMessages + 1,
                window.with(event.role(), event.message().size()));
    }

    Tally after(MessageRemoved event) {
        return new Tally(
                lastSequence,
                messageCount - 1,
                clearedThrough,
                event.sequence() > clearedThrough ? liveMessages - 1 : liveMessages,
                window.without(event.sequence(), event.role()));
    }

    Tally after(ConversationCleared event) {
        return clearedThrough(event.through());
    }

    /**
     * @param version of the conversation with the event
     */
    Tally after(ConversationCompacted event, long version) {
        return showing(window.compacted(event, version, lastSequence));
    }

    Tally after(CompactionUndone event) {
        return showing(window.undone());
    }

    Tally clearedThrough(long sequence) {
        return new Tally(lastSequence, messageCount, sequence, 0, Window.after(sequence));
    }

    /** What it was before an event; empty where that is not known any more. */
    Optional<Tally> before(ConversationEvent event) {
        return switch (event) {
            case MessageAppended said -> Optional.of(before(said));
            case MessageRemoved removed -> Optional.of(before(removed));
            case MetadataSet _ -> Optional.of(this);
            case ConversationCompacted _ -> window.beforeCompaction().map(this::showing);
            case ConversationCreated _,
                    ConversationForked _,
                    ConversationCleared _,
                    CompactionUndone _,
                    ConversationExpired _,
                    ConversationReopened _,
                    ConversationDeleted _ ->
                    Optional.empty();
        };
    }

    private Tally before(MessageAppended event) {
        return new Tally(
                event.sequence() - 1,
                messageCount - 1,
                clearedThrough,
                liveMessages - 1,
                window.before(event));
    }

    private Tally before(MessageRemoved event) {
        return new Tally(
                lastSequence,
                messageCount + 1,
                clearedThrough,
                event.sequence() > clearedThrough ? liveMessages + 1 : liveMessages,
                window.before(event));
    }

    private Tally showing(Window next) {
        return new Tally(lastSequence, messageCount, clearedThrough, liveMessages, next);
    }
}
