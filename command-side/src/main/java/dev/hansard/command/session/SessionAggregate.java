package dev.hansard.command.session;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.api.session.SessionCommand.EndSession;
import dev.hansard.api.session.SessionCommand.ExpireSession;
import dev.hansard.api.session.SessionCommand.ExpireState;
import dev.hansard.api.session.SessionCommand.PatchSession;
import dev.hansard.api.session.SessionCommand.PatchState;
import dev.hansard.api.session.SessionCommand.RemoveState;
import dev.hansard.api.session.SessionCommand.ResetSession;
import dev.hansard.api.session.SessionCommand.SetState;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.command.aggregate.BoundUser;
import dev.hansard.command.aggregate.RecordedTime;
import dev.hansard.command.repository.Remembered;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

import java.time.Instant;

/**
 * The session in Axon: routes commands to {@link SessionDecider} and keeps its state. Every command
 * may find it missing, because it is the decider that says what that means. It has no handler for
 * {@link SessionCommand.OpenSession}: a session is opened by its user only.
 */
@AggregateRoot(type = AggregateId.SESSION)
public class SessionAggregate implements Remembered {

    @AggregateIdentifier private String id = "";

    private Session state = Session.NOT_CREATED;

    static SessionAggregate missing(AggregateId id) {
        var aggregate = new SessionAggregate();
        aggregate.id = id.toString();
        return aggregate;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(SetState command, SessionDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(RemoveState command, SessionDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(PatchState command, SessionDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(PatchSession command, SessionDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(ResetSession command, SessionDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(EndSession command, SessionDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(ExpireSession command, SessionDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    SessionChange on(ExpireState command, SessionDecider decider) {
        return handle(command, decider);
    }

    @EventSourcingHandler
    void on(SessionEvent event, @Timestamp Instant recordedAt, @SourceId String aggregateId) {
        id = aggregateId;
        state = Session.evolve(state, event, recordedAt);
    }

    @EventSourcingHandler
    void on(Session snapshot, @SourceId String aggregateId) {
        id = aggregateId;
        state = snapshot;
    }

    @Override
    public Session state() {
        return state;
    }

    @Override
    public long contentBytes() {
        return state.contentBytes();
    }

    SessionChange handle(SessionCommand command, SessionDecider decider) {
        BoundUser.check(state.owner());
        id = command.session().toString();
        var change = new SessionChange(command.session(), state, decider.decide(command, state));
        for (SessionEvent event : change.events()) {
            apply(event, MetaData.from(SessionEnvelope.of(change.id(), state, event)));
        }
        RecordedTime.whenKnown(recordedAt -> state = change.after(recordedAt));
        return change;
    }
}
