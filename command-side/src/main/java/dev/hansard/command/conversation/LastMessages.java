package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.command.conversation.Conversation.Live;
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
    private final Origins origins;

    public LastMessages(Backward log, Origins origins) {
        this.log = log;
        this.origins = origins;
    }

    CompactConversation completed(CompactConversation command, Conversation state) {
        if (!(state instanceof Live live)) {
            return command;
        }
        AggregateId id = command.conversation();
        Withdrawals gone = origins.withdrawn(id, live.inherited(), Long.MAX_VALUE);
        int keepLast = command.keepLast();
        boolean asksForSome = keepLast > 0 && keepLast <= Compactions.MOST_KEPT;
        return asksForSome && live.tally().window().messages(gone) > keepLast
                ? command.keeping(find(id, live, gone, keepLast), gone)
                : command.keeping(Kept.NONE, gone);
    }

    /** Where the last messages begin that are in the log before a version. */
    private Kept find(AggregateId conversation, Live state, Withdrawals gone, int wanted) {
        var walk = new Walk(gone, wanted);
        walk.back(conversation, state.version());
        for (Origin origin : state.inherited().origins().reversed()) {
            walk.back(
                    AggregateId.conversation(conversation.tenant(), origin.conversationId()),
                    origin.version());
        }
        if (walk.found < wanted) {
            throw new IllegalStateException(
                    "the log has fewer messages of %s than its window".formatted(conversation));
        }
        return new Kept(walk.first - 1, walk.bytes);
    }

    /** From the newest message back to the first of those that are wanted. */
    private final class Walk {
        private final Set<Long> removed = new HashSet<>();
        private final int wanted;
        private int found;
        private long first;
        private long bytes;

        Walk(Withdrawals gone, int wanted) {
            this.wanted = wanted;
            gone.removals().forEach(removal -> removed.add(removal.sequence()));
        }

        void back(AggregateId conversation, long version) {
            long before = version;
            while (found < wanted) {
                List<RecordedEvent> page = log.read(conversation.toString(), before, PAGE);
                if (page.isEmpty()) {
                    return;
                }
                page.forEach(recorded -> meet(recorded.payload()));
                before = page.getLast().sequence();
            }
        }

        private void meet(Object event) {
            if (event instanceof MessageRemoved gone) {
                removed.add(gone.sequence());
            } else if (event instanceof MessageAppended message
                    && found < wanted
                    && !removed.contains(message.sequence())) {
                found++;
                first = message.sequence();
                bytes += message.message().size();
            }
        }
    }
}
