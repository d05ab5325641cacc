package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.eventstore.RecordedEvent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The last messages of a conversation, looked up for a compaction that keeps some: the conversation
 * does not remember where they begin, since removed ones do not count. Read up to the state that
 * decides, so that whatever comes in between makes the compaction lose its race and be tried again.
 */
public final class LastMessages {

    private static final int PAGE = 200;

    /** Events of one aggregate, newest first, before a sequence. */
    @FunctionalInterface
    public interface Backward {
        List<RecordedEvent> read(String aggregateId, long beforeSequence, int limit);
    }

    private final Backward log;

    public LastMessages(Backward log) {
        this.log = log;
    }

    CompactConversation completed(CompactConversation command, Conversation state) {
        int keepLast = command.keepLast();
        boolean asksForSome = keepLast > 0 && keepLast <= Compactions.MOST_KEPT;
        return asksForSome
                        && state instanceof Conversation.Live live
                        && live.tally().window().size().messages() > keepLast
                ? command.keeping(find(command.conversation(), state.version(), keepLast))
                : command;
    }

    /** Where the last messages begin that are in the log before a version. */
    private Kept find(AggregateId conversation, long version, int wanted) {
        Set<Long> removed = new HashSet<>();
        long bytes = 0;
        int found = 0;
        List<RecordedEvent> page = log.read(conversation.toString(), version, PAGE);
        while (!page.isEmpty()) {
            for (RecordedEvent recorded : page) {
                if (recorded.payload() instanceof MessageRemoved gone) {
                    removed.add(gone.sequence());
                } else if (recorded.payload() instanceof MessageAppended message
                        && !removed.contains(message.sequence())) {
                    bytes += message.message().size();
                    if (++found == wanted) {
                        return new Kept(message.sequence() - 1, bytes);
                    }
                }
            }
            page = log.read(conversation.toString(), page.getLast().sequence(), PAGE);
        }
        throw new IllegalStateException(
                "the log has fewer messages of %s than its window".formatted(conversation));
    }
}
