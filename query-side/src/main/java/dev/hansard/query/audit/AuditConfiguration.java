package dev.hansard.query.audit;

import dev.hansard.eventstore.EventLog;
import dev.hansard.query.conversation.PastConversations;
import dev.hansard.query.reading.LogGate;
import dev.hansard.query.session.PastSessions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** What auditors read. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    AuditController auditQueries(EventLog log) {
        return new AuditController(log, new LogGate(log));
    }

    @Bean
    TimeTravelController timeTravel(
            EventLog log, PastConversations conversations, PastSessions sessions, Clock clock) {
        return new TimeTravelController(
                new Moments(log, clock),
                conversations,
                sessions,
                new PastUsers(conversations, sessions));
    }
}
