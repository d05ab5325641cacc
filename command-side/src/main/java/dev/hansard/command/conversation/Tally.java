package dev.hansard.command.conversation;

import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;

/**
 * What a conversation must know of its messages to decide: counts, and no message, so that it does
 * not grow with them.
 *
 * @param lastSequence of the newest message ever; 0 before the first
 * @param messageCount messages in the history that have not been removed
 */
public record Tally(long lastSequence, long messageCount, Window window) {

    static final Tally EMPTY = new Tally(0, 0, Window.after(0));

    /** User messages since the last clear or compaction. */
    int turnCount() {
        return window.turnCount();
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
                window.with(event.role(), event.message().size()));
    }

    Tally after(MessageRemoved event) {
        return new Tally(
                lastSequence, messageCount - 1, window.without(event.sequence(), event.role()));
    }

    Tally after(ConversationCleared event) {
        return clearedThrough(event.through());
    }

    /**
     * @param version of the conversation with the event
     */
    Tally after(ConversationCompacted event, long version) {
        return new Tally(
                lastSequence, messageCount, window.compacted(event, version, lastSequence));
    }

    Tally after(CompactionUndone event) {
        return new Tally(lastSequence, messageCount, window.undone());
    }

    Tally clearedThrough(long sequence) {
        return new Tally(lastSequence, messageCount, Window.after(sequence));
    }
}
