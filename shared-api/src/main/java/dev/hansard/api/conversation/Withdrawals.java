package dev.hansard.api.conversation;

import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;

import java.util.List;

/**
 * What the origins of a fork have removed of its messages since it was made: to be taken off the
 * counts of its own events.
 */
public record Withdrawals(List<MessageRemoved> removals) {

    public static final Withdrawals NONE = new Withdrawals(List.of());

    public Withdrawals {
        removals = List.copyOf(removals);
    }

    public long messages() {
        return removals.size();
    }

    /** Those of messages after a sequence. */
    public long messagesAfter(long sequence) {
        return removals.stream().filter(removed -> removed.sequence() > sequence).count();
    }

    /** Those of user messages after a sequence. */
    public int turnsAfter(long sequence) {
        return (int)
                removals.stream()
                        .filter(removed -> removed.sequence() > sequence)
                        .filter(removed -> removed.role() == Role.USER)
                        .count();
    }
}
