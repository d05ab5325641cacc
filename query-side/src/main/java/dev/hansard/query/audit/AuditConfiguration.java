package dev.hansard.query.audit;

import dev.hansard.eventstore.EventLog;
import dev.hansard.query.reading.LogGate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What auditors read. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    AuditController auditQueries(EventLog log) {
        return new AuditController(log, new LogGate(log));
    }
}
