package dev.hansard.command.repository;

import dev.hansard.api.Refusal;

import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Axon's repository with a memory: an aggregate is taken out of the cache by the unit of work that
 * needs it, and put back when that has been committed, or refused without having changed anything.
 * So whatever else may happen, what the cache holds was once in the log.
 *
 * @param <T> the aggregates
 */
final class RememberingRepository<T extends Remembered> extends EventSourcingRepository<T> {

    private final Cache cache;
    private final Snapshots snapshots;
    private final int snapshotEvery;

    RememberingRepository(Builder<T> parts, Cache cache, Snapshots snapshots, int snapshotEvery) {
        super(parts.snapshotTriggerDefinition(aggregateType -> new EventsSinceSnapshot()));
        this.cache = cache;
        this.snapshots = snapshots;
        this.snapshotEvery = snapshotEvery;
    }

    @Override
    protected EventSourcedAggregate<T> doLoadWithLock(
            String aggregateId, @Nullable Long expectedVersion) {
        EventSourcedAggregate<T> remembered = cache.get(aggregateId);
        if (remembered == null) {
            return inUse(super.doLoadWithLock(aggregateId, expectedVersion));
        }
        cache.remove(aggregateId);
        FromMemory.of(CurrentUnitOfWork.get()).add(aggregateId, remembered);
        return inUse(remembered);
    }

    @Override
    protected EventSourcedAggregate<T> doCreateNewForLock(Callable<T> factoryMethod)
            throws Exception {
        return inUse(super.doCreateNewForLock(factoryMethod));
    }

    /** Both callbacks run while the aggregate is still locked. */
    private EventSourcedAggregate<T> inUse(EventSourcedAggregate<T> aggregate) {
        Long before = aggregate.version();
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        // The first to be registered runs last: by then the state has the instant of the log.
        unitOfWork.afterCommit(
                committed -> {
                    remember(aggregate);
                    snapshot(aggregate);
                });
        unitOfWork.onRollback(
                rolledBack -> {
                    boolean refused =
                            rolledBack.getExecutionResult().getExceptionResult() instanceof Refusal;
                    if (refused && Objects.equals(before, aggregate.version())) {
                        remember(aggregate);
                    }
                });
        return aggregate;
    }

    /** Remembers it, unless the log knows nothing of it. */
    private void remember(EventSourcedAggregate<T> aggregate) {
        if (aggregate.version() != null) {
            cache.put(aggregate.identifierAsString(), aggregate);
        }
    }

    private void snapshot(EventSourcedAggregate<T> aggregate) {
        var since = (EventsSinceSnapshot) aggregate.getSnapshotTrigger();
        if (aggregate.getAggregateRoot().canBePutDown()
                && since.reach(snapshotEvery)
                && snapshots.offer(message(aggregate))) {
            since.beginAnew();
        }
    }

    private GenericDomainEventMessage<Object> message(EventSourcedAggregate<T> aggregate) {
        return new GenericDomainEventMessage<>(
                aggregate.type(),
                aggregate.identifierAsString(),
                aggregate.version(),
                aggregate.getAggregateRoot().state());
    }
}
