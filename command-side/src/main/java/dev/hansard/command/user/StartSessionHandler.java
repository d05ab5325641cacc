package dev.hansard.command.user;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.api.session.SessionCommand.EndSession;
import dev.hansard.api.session.SessionCommand.OpenSession;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.api.user.UserEvent;
import dev.hansard.command.aggregate.Loading;
import dev.hansard.command.session.Session;
import dev.hansard.command.session.SessionChange;
import dev.hansard.command.session.Sessions;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts a user's session: opens it, ends the active one before it and makes it the current one.
 * The events of all three aggregates commit together. The user is locked first and always, so that
 * starts of the same user take turns and no two commands wait for each other.
 */
public final class StartSessionHandler {

    private final Repository<UserAggregate> users;
    private final Supplier<UserDecider> deciders;
    private final Sessions sessions;

    public StartSessionHandler(
            Repository<UserAggregate> users, Supplier<UserDecider> deciders, Sessions sessions) {
        this.users = users;
        this.deciders = deciders;
        this.sessions = sessions;
    }

    /** What it did to the session that is current now. */
    @CommandHandler
    public SessionChange on(StartSession command) {
        AggregateId userId = command.user();
        Aggregate<UserAggregate> user = Loading.orNew(users, userId, UserAggregate::missing);
        Optional<AggregateId> formerId =
                user.invoke(UserAggregate::state)
                        .currentSession()
                        .map(id -> AggregateId.session(userId.tenant(), id));
        Session former = formerId.map(sessions::find).orElse(Session.NOT_CREATED);
        List<UserEvent> events = deciders.get().decide(command, former);
        if (events.isEmpty()) {
            return new SessionChange(formerId.orElseThrow(), former, List.of());
        }
        SessionChange opened = sessions.handle(open(command));
        if (former instanceof Session.Live) {
            sessions.handle(supersede(formerId.orElseThrow(), command));
        }
        user.execute(aggregate -> aggregate.keep(events));
        return opened;
    }

    private static OpenSession open(StartSession command) {
        return new OpenSession(
                AggregateId.session(command.user().tenant(), command.sessionId()),
                command.user().id(),
                requireNonNullElse(command.metadata(), Json.EMPTY_OBJECT),
                requireNonNullElse(command.preferences(), Preferences.NONE_GIVEN),
                command.ttl(),
                command.expected(),
                command.now());
    }

    private static EndSession supersede(AggregateId former, StartSession command) {
        return new EndSession(former, Reason.SUPERSEDED, ExpectedVersion.ANY, command.now());
    }
}
