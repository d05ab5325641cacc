package dev.hansard.command;

import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.command.aggregate.CommandTargets;
import dev.hansard.command.aggregate.Deciders;
import dev.hansard.command.conversation.ConversationAggregate;
import dev.hansard.command.conversation.ConversationDecider;
import dev.hansard.command.conversation.ConversationLimits;
import dev.hansard.command.conversation.ForkHandler;
import dev.hansard.command.conversation.LastMessages;
import dev.hansard.command.conversation.NamedSession;
import dev.hansard.command.conversation.Origins;
import dev.hansard.command.entry.EntryAggregate;
import dev.hansard.command.entry.EntryDecider;
import dev.hansard.command.entry.EntryLimits;
import dev.hansard.command.entry.PutEntriesHandler;
import dev.hansard.command.repository.OutdatedCheck;
import dev.hansard.command.repository.Repositories;
import dev.hansard.command.session.SessionAggregate;
import dev.hansard.command.session.SessionDecider;
import dev.hansard.command.session.SessionLimits;
import dev.hansard.command.session.Sessions;
import dev.hansard.command.tenant.TenantAggregate;
import dev.hansard.command.tenant.TenantDecider;
import dev.hansard.command.user.StartSessionHandler;
import dev.hansard.command.user.UserAggregate;
import dev.hansard.command.user.UserDecider;
import dev.hansard.command.user.UserLimits;
import dev.hansard.eventstore.EventLog;
import dev.hansard.tenancy.SettingsInEffect;

import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

/**
 * The command bus with the aggregates behind it. Commands to one aggregate take turns on a node;
 * between nodes the event store refuses whoever comes second.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    @Bean
    CommandBus commandBus(
            Repositories repositories,
            OutdatedCheck outdatedCheck,
            SettingsInEffect settings,
            EventLog log,
            Origins origins,
            TenantDecider tenantDecider) {
        CommandBus bus = SimpleCommandBus.builder().build();
        var _ = bus.registerHandlerInterceptor(outdatedCheck);
        TenantSettings server = settings.server();
        Sessions sessions = sessions(bus, repositories, server);
        conversations(bus, repositories, sessions, server, log, origins);
        users(bus, repositories, sessions, server);
        entries(bus, repositories, server);
        tenants(bus, repositories, tenantDecider);
        return bus;
    }

    private static Sessions sessions(
            CommandBus bus, Repositories repositories, TenantSettings server) {
        var deciders =
                new Deciders<>(
                        SessionDecider.class,
                        server,
                        settings -> new SessionDecider(SessionLimits.of(settings)));
        ParameterResolverFactory parameters = parameters(deciders);
        Repository<SessionAggregate> repository =
                repositories.of(SessionAggregate.class, parameters);
        handle(bus, SessionAggregate.class, repository, parameters);
        return new Sessions(repository, deciders);
    }

    private static void conversations(
            CommandBus bus,
            Repositories repositories,
            Sessions sessions,
            TenantSettings server,
            EventLog log,
            Origins origins) {
        var deciders =
                new Deciders<>(
                        ConversationDecider.class,
                        server,
                        settings -> new ConversationDecider(ConversationLimits.of(settings)));
        ParameterResolverFactory parameters =
                parameters(
                        deciders,
                        new NamedSession(sessions),
                        new LastMessages(log::readAggregateBackward, origins),
                        origins);
        Repository<ConversationAggregate> repository =
                repositories.of(ConversationAggregate.class, parameters);
        handle(bus, ConversationAggregate.class, repository, parameters);
        handle(bus, new ForkHandler(repository, log));
    }

    private static void users(
            CommandBus bus, Repositories repositories, Sessions sessions, TenantSettings server) {
        var deciders =
                new Deciders<>(
                        UserDecider.class,
                        server,
                        settings -> new UserDecider(UserLimits.of(settings)));
        ParameterResolverFactory parameters = parameters(deciders);
        Repository<UserAggregate> repository = repositories.of(UserAggregate.class, parameters);
        handle(bus, UserAggregate.class, repository, parameters);
        handle(bus, new StartSessionHandler(repository, deciders, sessions));
    }

    private static void entries(CommandBus bus, Repositories repositories, TenantSettings server) {
        var deciders =
                new Deciders<>(
                        EntryDecider.class,
                        server,
                        settings -> new EntryDecider(EntryLimits.of(settings)));
        ParameterResolverFactory parameters = parameters(deciders);
        Repository<EntryAggregate> repository = repositories.of(EntryAggregate.class, parameters);
        handle(bus, EntryAggregate.class, repository, parameters);
        handle(bus, new PutEntriesHandler(repository, deciders));
    }

    private static void tenants(CommandBus bus, Repositories repositories, TenantDecider decider) {
        ParameterResolverFactory parameters =
                parameters(new SimpleResourceParameterResolverFactory(List.of(decider)));
        Repository<TenantAggregate> repository = repositories.of(TenantAggregate.class, parameters);
        handle(bus, TenantAggregate.class, repository, parameters);
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

    /** Commands that involve several aggregates have a handler outside of them. */
    private static void handle(CommandBus bus, Object handler) {
        var _ = new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus);
    }

    /**
     * @param deciders what handlers decide by
     * @param resources what they get as further parameters
     */
    private static ParameterResolverFactory parameters(
            ParameterResolverFactory deciders, Object... resources) {
        return MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(AxonConfiguration.class),
                deciders,
                new SimpleResourceParameterResolverFactory(List.of(resources)));
    }
}
