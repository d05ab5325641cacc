package dev.hansard.command.aggregate;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.entry.EntryCommand;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.api.tenant.TenantCommand;
import dev.hansard.api.user.UserCommand;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Where a command goes: to the aggregate that its vocabulary names. Expected versions are the
 * deciders' business, so none is handed to Axon.
 */
public final class CommandTargets implements CommandTargetResolver {

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
        AggregateId target =
                switch (message.getPayload()) {
                    case ConversationCommand command -> command.conversation();
                    case SessionCommand command -> command.session();
                    case UserCommand command -> command.user();
                    case EntryCommand command -> command.entry();
                    case TenantCommand command -> command.tenant();
                    default ->
                            throw new IllegalArgumentException(
                                    message.getCommandName() + " names no aggregate");
                };
        return new VersionedAggregateIdentifier(target.toString(), null);
    }
}
