package dev.hansard.command.tenant;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.TenantCommand;
import dev.hansard.api.tenant.TenantCommand.CreateKey;
import dev.hansard.api.tenant.TenantCommand.InvalidateResults;
import dev.hansard.api.tenant.TenantCommand.RevokeKey;
import dev.hansard.api.tenant.TenantCommand.SetAllowList;
import dev.hansard.api.tenant.TenantCommand.SetSettings;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.command.aggregate.RecordedTime;
import dev.hansard.command.repository.Remembered;
import dev.hansard.eventstore.EnvelopeKeys;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

import java.time.Instant;

/**
 * The tenant in Axon: routes commands to {@link TenantDecider} and keeps its state. Its events
 * belong to no user, so that none of them goes with one.
 */
@AggregateRoot(type = AggregateId.TENANT)
public class TenantAggregate implements Remembered {

    @AggregateIdentifier private String id = "";

    private Tenant state = Tenant.NEW;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    TenantChange on(CreateKey command, TenantDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    TenantChange on(RevokeKey command, TenantDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    TenantChange on(SetAllowList command, TenantDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    TenantChange on(InvalidateResults command, TenantDecider decider) {
        return handle(command, decider);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    TenantChange on(SetSettings command, TenantDecider decider) {
        return handle(command, decider);
    }

    @EventSourcingHandler
    void on(TenantEvent event, @Timestamp Instant recordedAt, @SourceId String aggregateId) {
        id = aggregateId;
        state = Tenant.evolve(state, event, recordedAt);
    }

    @EventSourcingHandler
    void on(Tenant snapshot, @SourceId String aggregateId) {
        id = aggregateId;
        state = snapshot;
    }

    @Override
    public Tenant state() {
        return state;
    }

    @Override
    public long contentBytes() {
        return state.contentBytes();
    }

    private TenantChange handle(TenantCommand command, TenantDecider decider) {
        id = command.tenant().toString();
        var change = new TenantChange(command.tenant(), state, decider.decide(command, state));
        MetaData envelope = MetaData.with(EnvelopeKeys.TENANT, command.tenant().tenant());
        change.events().forEach(event -> apply(event, envelope));
        RecordedTime.whenKnown(recordedAt -> state = change.after(recordedAt));
        return change;
    }
}
