package dev.hansard.command.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.command.aggregate.BoundUser;
import dev.hansard.command.aggregate.Loading;

import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

import java.util.function.Supplier;

/**
 * The sessions, for commands that go to another aggregate and involve one: everything here belongs
 * to the unit of work of that command.
 */
public final class Sessions {

    private final Repository<SessionAggregate> repository;
    private final Supplier<SessionDecider> deciders;

    public Sessions(Repository<SessionAggregate> repository, Supplier<SessionDecider> deciders) {
        this.repository = repository;
        this.deciders = deciders;
    }

    /** The state of a session; not created if the log knows none of that id. */
    public Session find(AggregateId session) {
        Session state = aggregate(session).invoke(SessionAggregate::state);
        BoundUser.check(state.owner());
        return state;
    }

    /** Has a session handle a command. */
    public SessionChange handle(SessionCommand command) {
        return aggregate(command.session())
                .invoke(session -> session.handle(command, deciders.get()));
    }

    private Aggregate<SessionAggregate> aggregate(AggregateId session) {
        return Loading.orNew(repository, session, SessionAggregate::missing);
    }
}
