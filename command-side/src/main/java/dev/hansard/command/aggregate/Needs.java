package dev.hansard.command.aggregate;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.entry.EntryCommand;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.api.tenant.TenantCommand;
import dev.hansard.api.user.UserCommand;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.eventstore.KeyOwner;

import java.util.List;

/**
 * What a command is going to need that can be told by itself alone. It is looked up in one go; what
 * turns out to be needed besides is looked up when it does.
 *
 * @param aggregates it goes to, or looks at
 * @param owners whom its events will belong to
 */
public record Needs(List<AggregateId> aggregates, List<KeyOwner> owners) {

    public static Needs of(Object command) {
        return switch (command) {
            case OpenConversation open -> of(open);
            case ForkConversation fork -> ofAll(fork.parent(), fork.child());
            case ConversationCommand other -> ofAll(other.conversation());
            case StartSession start ->
                    new Needs(
                            List.of(
                                    start.user(),
                                    AggregateId.session(start.user().tenant(), start.sessionId())),
                            List.of(owner(start.user())));
            case UserCommand other ->
                    new Needs(List.of(other.user()), List.of(owner(other.user())));
            case SessionCommand other -> ofAll(other.session());
            case EntryCommand other -> ofAll(other.entry());
            case TenantCommand other -> ofAll(other.tenant());
            // Many entries at once: together they may be too much for memory.
            default -> ofAll();
        };
    }

    private static Needs of(OpenConversation open) {
        String tenant = open.conversation().tenant();
        String session = open.sessionId();
        return new Needs(
                session == null
                        ? List.of(open.conversation())
                        : List.of(open.conversation(), AggregateId.session(tenant, session)),
                List.of(KeyOwner.of(tenant, open.userId())));
    }

    private static Needs ofAll(AggregateId... aggregates) {
        return new Needs(List.of(aggregates), List.of());
    }

    private static KeyOwner owner(AggregateId user) {
        return KeyOwner.of(user.tenant(), user.id());
    }
}
