package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.conversation.ConversationDefaults;
import dev.hansard.api.session.Preferences;
import dev.hansard.command.conversation.Conversation.Deleted;
import dev.hansard.command.conversation.Conversation.Expired;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.conversation.Conversation.NotCreated;
import dev.hansard.command.session.Session;
import dev.hansard.command.session.Sessions;

/**
 * The session that a new conversation names: it must be an active one of the same user, and its
 * preferences are the conversation's defaults. Read in the unit of work of the opening command, and
 * only when something is opened: whoever asks for a conversation that is there gets it, whatever
 * became of the session since.
 */
public final class NamedSession {

    private final Sessions sessions;

    public NamedSession(Sessions sessions) {
        this.sessions = sessions;
    }

    OpenConversation completed(OpenConversation command, Conversation state) {
        String sessionId = command.sessionId();
        if (sessionId == null) {
            return command;
        }
        return switch (state) {
            case NotCreated _, Expired _ -> {
                String tenant = command.conversation().tenant();
                Session session = sessions.find(AggregateId.session(tenant, sessionId));
                yield command.withDefaults(defaults(command, session));
            }
            case Live _, Deleted _ -> command;
        };
    }

    private static ConversationDefaults defaults(OpenConversation command, Session session) {
        Session.Live live = session.live();
        if (!live.userId().equals(command.userId())) {
            throw Refusal.invalid("/sessionId", "is a session of another user");
        }
        Preferences preferences = Preferences.of(live.preferences());
        return new ConversationDefaults(
                command.defaults().ttl(),
                preferences.maxTurnsBeforeCompact(),
                preferences.autoCompact());
    }
}
