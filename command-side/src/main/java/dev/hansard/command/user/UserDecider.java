package dev.hansard.command.user;

import dev.hansard.api.Refusal;
import dev.hansard.api.user.UserCommand;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.command.session.Session;
import dev.hansard.command.session.Session.Live;

import java.util.List;

/** The rules of a user: what follows from a command, or why it is refused. */
public final class UserDecider {

    /**
     * The events that a command makes; none when the current session stays.
     *
     * <p>Also a session that was the current one already is set again when it is reopened: of two
     * nodes that start different sessions at once, the store then refuses one.
     *
     * @param current the user's current session, not created if there is none
     * @throws Refusal when the command breaks a rule
     */
    public List<UserEvent> decide(UserCommand command, Session current) {
        return switch (command) {
            case StartSession start when start.ifAbsent() && current instanceof Live live -> {
                start.expected().check(live.version());
                yield List.of();
            }
            case StartSession start -> List.of(new CurrentSessionSet(start.sessionId()));
        };
    }
}
