package dev.hansard.command.dispatch;

import dev.hansard.command.repository.LookAhead;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeptAnswers;
import dev.hansard.tenancy.SettingsInEffect;

import org.axonframework.commandhandling.CommandBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

/** From requests to the command bus, and back. */
@Configuration(proxyBeanMethods = false)
public class DispatchConfiguration {

    @Bean
    Dispatcher commandDispatcher(CommandBus bus, LookAhead lookAhead) {
        return new Dispatcher(bus, lookAhead);
    }

    @Bean
    Commands commands(
            Dispatcher dispatcher,
            Appender appender,
            EventLog log,
            KeptAnswers keptAnswers,
            SettingsInEffect settings,
            List<FromLog> resources) {
        return new Commands(
                dispatcher, appender, log, keptAnswers, settings, new Responses(resources));
    }

    @Bean
    CommandProblems commandProblems() {
        return new CommandProblems();
    }
}
