package dev.hansard.command.repository;

import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.Repository;

import java.time.Duration;

/**
 * Makes the repositories, which share one cache and one writer of snapshots. Commands to one
 * aggregate take turns.
 */
public final class Repositories {

    /** An aggregate that is busy for longer has more commands than it can take. */
    private static final Duration TURN_WITHIN = Duration.ofSeconds(10);

    private static final int MOST_WAITING = 10_000;

    private final EventStore events;
    private final Cache cache;
    private final Snapshots snapshots;
    private final AggregateSettings settings;

    Repositories(EventStore events, Cache cache, Snapshots snapshots, AggregateSettings settings) {
        this.events = events;
        this.cache = cache;
        this.snapshots = snapshots;
        this.settings = settings;
    }

    /**
     * The repository of a type of aggregate.
     *
     * @param parameters what its handlers get
     */
    public <T extends Remembered> Repository<T> of(
            Class<T> aggregate, ParameterResolverFactory parameters) {
        return new RememberingRepository<>(
                EventSourcingRepository.builder(aggregate)
                        .eventStore(events)
                        .lockFactory(turns())
                        .parameterResolverFactory(parameters),
                cache,
                snapshots,
                settings.snapshotEvery());
    }

    private static LockFactory turns() {
        return PessimisticLockFactory.builder()
                .acquireAttempts((int) TURN_WITHIN.toSeconds())
                .lockAttemptTimeout((int) Duration.ofSeconds(1).toMillis())
                .queueLengthThreshold(MOST_WAITING)
                .build();
    }
}
