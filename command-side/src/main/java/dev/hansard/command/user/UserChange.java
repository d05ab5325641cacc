package dev.hansard.command.user;

import dev.hansard.api.user.UserEvent;

import java.util.List;

/**
 * What a command did to a user: the answer of its handlers.
 *
 * @param before the state that the command found
 * @param events in the order of the log; none when there was nothing to write
 */
record UserChange(User before, List<UserEvent> events) {

    /** The version after the command. */
    public long version() {
        return before.version() + events.size();
    }
}
