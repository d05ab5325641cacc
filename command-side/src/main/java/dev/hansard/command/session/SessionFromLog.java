package dev.hansard.command.session;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionView;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.FromLog;
import dev.hansard.command.dispatch.History;
import dev.hansard.eventstore.AppendReceipt;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Shows a session as the answer to the command that opened it showed it. */
public final class SessionFromLog implements FromLog {

    private final History<Session> history;

    public SessionFromLog(EventStore events) {
        this.history =
                new History<>(
                        events, Session.NOT_CREATED, SessionFromLog::evolve, Session::version);
    }

    @Override
    public String aggregateType() {
        return AggregateId.SESSION;
    }

    @Override
    public SessionView show(Opened answer, AppendReceipt receipt) {
        return show(history.at(answer.id(), answer.version()), answer, receipt);
    }

    static SessionView show(Session state, Opened answer, AppendReceipt receipt) {
        return state.live()
                .view(
                        answer.id(),
                        answer.turnCount(),
                        requireNonNullElse(answer.lastActivityAt(), receipt.recordedAt()),
                        answer.at());
    }

    private static Session evolve(Session before, DomainEventMessage<?> message) {
        return message.getPayload() instanceof Session snapshot
                ? snapshot
                : Session.evolve(
                        before, (SessionEvent) message.getPayload(), message.getTimestamp());
    }
}
