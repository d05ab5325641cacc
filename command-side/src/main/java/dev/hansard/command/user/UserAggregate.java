package dev.hansard.command.user;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.AggregateId;
import dev.hansard.api.user.UserCommand.ExpireUserState;
import dev.hansard.api.user.UserCommand.MemoryCommand;
import dev.hansard.api.user.UserCommand.PatchProfile;
import dev.hansard.api.user.UserCommand.PatchUserState;
import dev.hansard.api.user.UserCommand.RemoveProfile;
import dev.hansard.api.user.UserCommand.RemoveUserState;
import dev.hansard.api.user.UserCommand.SetProfile;
import dev.hansard.api.user.UserCommand.SetUserState;
import dev.hansard.api.user.UserEvent;
import dev.hansard.command.aggregate.BoundUser;
import dev.hansard.command.repository.Remembered;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

import java.util.List;
import java.util.Optional;

/**
 * The user in Axon: routes commands to {@link UserDecider} and keeps its state. It has no handler
 * for the start of a session, which involves the sessions too: {@link StartSessionHandler} has it.
 */
@AggregateRoot(type = AggregateId.USER)
public class UserAggregate implements Remembered {

    @AggregateIdentifier private String id = "";

    private User state = User.NOT_CREATED;

    static UserAggregate missing(AggregateId id) {
        var aggregate = new UserAggregate();
        aggregate.id = id.toString();
        return aggregate;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    UserChange on(SetUserState command, UserDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    UserChange on(RemoveUserState command, UserDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    UserChange on(PatchUserState command, UserDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    UserChange on(ExpireUserState command, UserDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    UserChange on(SetProfile command, UserDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    UserChange on(PatchProfile command, UserDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    UserChange on(RemoveProfile command, UserDecider decider) {
        return handle(command, decider);
    }

    @EventSourcingHandler
    void on(UserEvent event, @SourceId String aggregateId) {
        id = aggregateId;
        state = User.evolve(state, event);
    }

    @EventSourcingHandler
    void on(User snapshot, @SourceId String aggregateId) {
        id = aggregateId;
        state = snapshot;
    }

    @Override
    public User state() {
        return state;
    }

    /** The key that would seal it is gone, and there is nothing in it. */
    @Override
    public boolean canBePutDown() {
        return !(state instanceof User.Erased);
    }

    @Override
    public long contentBytes() {
        return state.contentBytes();
    }

    void keep(List<UserEvent> events) {
        MetaData envelope = MetaData.from(UserEnvelope.of(AggregateId.parse(id)));
        events.forEach(event -> apply(event, envelope));
    }

    private UserChange handle(MemoryCommand command, UserDecider decider) {
        BoundUser.check(Optional.of(command.user().id()));
        id = command.user().toString();
        var change = new UserChange(state, decider.decide(command, state));
        keep(change.events());
        return change;
    }
}
