package dev.hansard.command.aggregate;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;

import java.util.ArrayList;
import java.util.List;

/** A command bus and an event store in memory, for tests over several aggregates. */
public final class InMemoryAxon {

    private final EmbeddedEventStore events =
            EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
    private final CommandBus commands = SimpleCommandBus.builder().build();
    private final DefaultCommandGateway gateway =
            DefaultCommandGateway.builder().commandBus(commands).build();
    private final List<DomainEventMessage<?>> published = new ArrayList<>();

    private final ParameterResolverFactory resolvers;

    /**
     * @param resources what handlers of aggregates get as further parameters
     */
    public InMemoryAxon(Object... resources) {
        resolvers =
                MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(InMemoryAxon.class),
                        new SimpleResourceParameterResolverFactory(List.of(resources)));
        events.subscribe(
                batch -> batch.forEach(event -> published.add((DomainEventMessage<?>) event)));
    }

    public <T> Repository<T> repository(Class<T> aggregate) {
        return EventSourcingRepository.builder(aggregate)
                .eventStore(events)
                .parameterResolverFactory(resolvers)
                .build();
    }

    public <T> void handle(Class<T> aggregate, Repository<T> repository) {
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(aggregate)
                .repository(repository)
                .commandTargetResolver(new CommandTargets())
                .parameterResolverFactory(resolvers)
                .build()
                .subscribe(commands);
    }

    public void handle(Object annotated) {
        new AnnotationCommandHandlerAdapter<>(annotated).subscribe(commands);
    }

    public <R> R send(Object command) {
        return gateway.sendAndWait(command, 10, SECONDS);
    }

    /** Every event so far, in the order of the log. */
    public List<Object> log() {
        return published.stream().<Object>map(DomainEventMessage::getPayload).toList();
    }

    public DomainEventMessage<?> lastEvent() {
        return published.getLast();
    }
}
