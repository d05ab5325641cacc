package dev.hansard.command;

import dev.hansard.command.aggregate.CommandTargets;
import dev.hansard.command.conversation.ConversationAggregate;
import dev.hansard.command.conversation.ConversationDecider;
import dev.hansard.command.conversation.ConversationLimits;
import dev.hansard.command.conversation.NamedSession;
import dev.hansard.command.session.SessionAggregate;
import dev.hansard.command.session.SessionDecider;
import dev.hansard.command.session.SessionLimits;
import dev.hansard.command.session.Sessions;
import dev.hansard.command.user.StartSessionHandler;
import dev.hansard.command.user.UserAggregate;
import dev.hansard.command.user.UserDecider;
import dev.hansard.edge.settings.Limit;
import dev.hansard.edge.settings.LimitSettings;

import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;
import java.util.List;

/**
 * The command bus with the three aggregates behind it. Commands to one aggregate take turns on a
 * node; between nodes the event store refuses whoever comes second.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    /** An aggregate that is busy for longer has more commands than it can take. */
    private static final Duration TURN_WITHIN = Duration.ofSeconds(10);

    private static final int MOST_WAITING = 10_000;

    @Bean
    CommandBus commandBus(EventStore events, LimitSettings limits) {
        CommandBus bus = SimpleCommandBus.builder().build();
        Sessions sessions = sessions(bus, events, new SessionDecider(sessionLimits(limits)));
        conversations(bus, events, sessions, new ConversationDecider(conversationLimits(limits)));
        users(bus, events, sessions);
        return bus;
    }

    private static Sessions sessions(CommandBus bus, EventStore events, SessionDecider decider) {
        ParameterResolverFactory parameters = parameters(decider);
        Repository<SessionAggregate> repository =
                repository(SessionAggregate.class, events, parameters);
        handle(bus, SessionAggregate.class, repository, parameters);
        return new Sessions(repository, decider);
    }

    private static void conversations(
            CommandBus bus, EventStore events, Sessions sessions, ConversationDecider decider) {
        ParameterResolverFactory parameters = parameters(decider, new NamedSession(sessions));
        Repository<ConversationAggregate> repository =
                repository(ConversationAggregate.class, events, parameters);
        handle(bus, ConversationAggregate.class, repository, parameters);
    }

    private static void users(CommandBus bus, EventStore events, Sessions sessions) {
        Repository<UserAggregate> repository =
                repository(UserAggregate.class, events, parameters());
        var handler = new StartSessionHandler(repository, new UserDecider(), sessions);
        var _ = new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus);
    }

    private static <T> Repository<T> repository(
            Class<T> aggregate, EventStore events, ParameterResolverFactory parameters) {
        return EventSourcingRepository.builder(aggregate)
                .eventStore(events)
                .lockFactory(turns())
                .parameterResolverFactory(parameters)
                .build();
    }

    private static <T> void handle(
            CommandBus bus,
            Class<T> aggregate,
            Repository<T> repository,
            ParameterResolverFactory parameters) {
        var _ =
                AggregateAnnotationCommandHandler.<T>builder()
                        .aggregateType(aggregate)
                        .repository(repository)
                        .commandTargetResolver(new CommandTargets())
                        .parameterResolverFactory(parameters)
                        .build()
                        .subscribe(bus);
    }

    /**
     * @param resources what handlers get as further parameters
     */
    private static ParameterResolverFactory parameters(Object... resources) {
        return MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(AxonConfiguration.class),
                new SimpleResourceParameterResolverFactory(List.of(resources)));
    }

    private static LockFactory turns() {
        return PessimisticLockFactory.builder()
                .acquireAttempts((int) TURN_WITHIN.toSeconds())
                .lockAttemptTimeout((int) Duration.ofSeconds(1).toMillis())
                .queueLengthThreshold(MOST_WAITING)
                .build();
    }

    private static SessionLimits sessionLimits(LimitSettings limits) {
        return new SessionLimits(
                limits.bytes(Limit.STATE_VALUE),
                Math.toIntExact(limits.sessionState().toBytes()),
                limits.sessionStateKeys(),
                limits.bytes(Limit.METADATA),
                limits.bytes(Limit.PREFERENCES));
    }

    private static ConversationLimits conversationLimits(LimitSettings limits) {
        return new ConversationLimits(
                limits.messagesPerCommand(),
                limits.bytes(Limit.MESSAGE),
                limits.bytes(Limit.METADATA));
    }
}
