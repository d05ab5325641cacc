package dev.hansard.command.conversation;

import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
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
 * @param clearedThrough sequence of the last message the window no longer shows
 * @param turnCount user messages since the last clear
 */
public record Tally(long lastSequence, long messageCount, long clearedThrough, int turnCount) {

    static final Tally EMPTY = new Tally(0, 0, 0, 0);

    /** The event that a next message makes. */
    MessageAppended next(NewMessage message) {
        return new MessageAppended(
                message.messageId(),
                lastSequence + 1,
                message.role(),
                turnCount + (message.role() == Role.USER ? 1 : 0),
                message.message());
    }

    /** The event that the removal of a message makes. */
    MessageRemoved without(String messageId, long sequence, Role role) {
        boolean turn = role == Role.USER && sequence > clearedThrough;
        return new MessageRemoved(messageId, sequence, role, turn ? turnCount - 1 : turnCount);
    }

    boolean windowIsEmpty() {
        return clearedThrough == lastSequence;
    }

    Tally after(MessageAppended event) {
        return new Tally(event.sequence(), messageCount + 1, clearedThrough, event.turnCount());
    }

    Tally after(MessageRemoved event) {
        return new Tally(lastSequence, messageCount - 1, clearedThrough, event.turnCount());
    }

    Tally after(ConversationCleared event) {
        return clearedThrough(event.through());
    }

    Tally clearedThrough(long sequence) {
        return new Tally(lastSequence, messageCount, sequence, 0);
    }
}
