package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.command.conversation.Conversation.Deleted;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.FromLog;
import dev.hansard.command.dispatch.History;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

/** Conversations as they were at an earlier version. */
public final class ConversationFromLog implements FromLog {

    private final EventLog log;

    public ConversationFromLog(EventLog log) {
        this.log = log;
    }

    @Override
    public String aggregateType() {
        return AggregateId.CONVERSATION;
    }

    @Override
    public ConversationView show(Opened answer, AppendReceipt receipt) {
        return at(answer.id(), answer.version()).view(answer.id());
    }

    /**
     * A conversation at a version at which it was live.
     *
     * @throws dev.hansard.api.Refusal {@code deleted} if it has been deleted since
     */
    Live at(AggregateId conversation, long version) {
        var fold = new Fold(version);
        History.read(log, conversation, fold::add);
        if (fold.now instanceof Deleted deleted) {
            throw deleted.refusal();
        }
        return fold.then.live();
    }

    private static final class Fold {

        private final long version;
        private Conversation then = Conversation.NOT_CREATED;
        private Conversation now = Conversation.NOT_CREATED;

        Fold(long version) {
            this.version = version;
        }

        void add(RecordedEvent event) {
            now = Conversation.evolve(now, (ConversationEvent) event.payload(), event.recordedAt());
            if (event.version() == version) {
                then = now;
            }
        }
    }
}
