package dev.hansard.command.session;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionView;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.FromLog;
import dev.hansard.command.dispatch.History;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

/** Shows a session as the answer to the command that opened it showed it. */
public final class SessionFromLog implements FromLog {

    private final EventLog log;

    public SessionFromLog(EventLog log) {
        this.log = log;
    }

    @Override
    public String aggregateType() {
        return AggregateId.SESSION;
    }

    @Override
    public SessionView show(Opened answer, AppendReceipt receipt) {
        var fold = new Fold(answer.version());
        History.read(log, answer.id(), fold::add);
        return show(fold.state, answer, receipt);
    }

    static SessionView show(Session state, Opened answer, AppendReceipt receipt) {
        return state.live()
                .view(
                        answer.id(),
                        answer.turnCount(),
                        requireNonNullElse(answer.lastActivityAt(), receipt.recordedAt()),
                        answer.at());
    }

    private static final class Fold {

        private final long through;
        private Session state = Session.NOT_CREATED;

        Fold(long through) {
            this.through = through;
        }

        void add(RecordedEvent event) {
            if (event.version() <= through) {
                state = Session.evolve(state, (SessionEvent) event.payload(), event.recordedAt());
            }
        }
    }
}
