package dev.hansard.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.AggregateId;
import dev.hansard.api.user.UserEvent;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

import java.util.List;

/**
 * The user in Axon. It has no handler of its own: a user's command involves the sessions too, so
 * {@link StartSessionHandler} has it.
 */
@AggregateRoot(type = AggregateId.USER)
public class UserAggregate {

    @AggregateIdentifier private String id = "";

    private User state = User.NOT_CREATED;

    static UserAggregate missing(AggregateId id) {
        var aggregate = new UserAggregate();
        aggregate.id = id.toString();
        return aggregate;
    }

    @EventSourcingHandler
    void on(UserEvent event, @SourceId String aggregateId) {
        id = aggregateId;
        state = User.evolve(state, event);
    }

    User state() {
        return state;
    }

    void keep(List<UserEvent> events) {
        MetaData envelope = MetaData.from(UserEnvelope.of(AggregateId.parse(id)));
        events.forEach(event -> apply(event, envelope));
    }
}
