package dev.hansard.command.entry;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.AggregateId;
import dev.hansard.api.entry.EntryCommand;
import dev.hansard.api.entry.EntryCommand.ExpireEntry;
import dev.hansard.api.entry.EntryCommand.PutEntry;
import dev.hansard.api.entry.EntryCommand.RemoveEntry;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.command.repository.Remembered;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/** The entry of a table in Axon: routes commands to {@link EntryDecider} and keeps its state. */
@AggregateRoot(type = AggregateId.ENTRY)
public class EntryAggregate implements Remembered {

    @AggregateIdentifier private String id = "";

    private Entry state = Entry.NEVER_PUT;

    static EntryAggregate missing(AggregateId id) {
        var aggregate = new EntryAggregate();
        aggregate.id = id.toString();
        return aggregate;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    EntryChange on(PutEntry command, EntryDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    EntryChange on(RemoveEntry command, EntryDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    EntryChange on(ExpireEntry command, EntryDecider decider) {
        return handle(command, decider);
    }

    @EventSourcingHandler
    void on(EntryEvent event, @SourceId String aggregateId) {
        id = aggregateId;
        state = Entry.evolve(state, event);
    }

    @EventSourcingHandler
    void on(Entry snapshot, @SourceId String aggregateId) {
        id = aggregateId;
        state = snapshot;
    }

    @Override
    public Entry state() {
        return state;
    }

    /** It is without its value. */
    @Override
    public long contentBytes() {
        return 0;
    }

    EntryChange handle(EntryCommand command, EntryDecider decider) {
        id = command.entry().toString();
        var change = new EntryChange(state, decider.decide(command, state));
        MetaData envelope = MetaData.from(EntryEnvelope.of(command.entry()));
        change.events().forEach(event -> apply(event, envelope));
        return change;
    }
}
