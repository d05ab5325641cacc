package dev.hansard.command;

import dev.hansard.edge.startup.StartRefusedException;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.Periodically;
import dev.hansard.eventstore.WhileLeader;
import dev.hansard.eventstore.chain.AuditSettings;
import dev.hansard.eventstore.chain.HeadSigning;
import dev.hansard.eventstore.chain.SigningRefusedException;
import dev.hansard.eventstore.seal.SealedStore;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/** What proves and protects the log, on one of the nodes that write it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class SigningConfiguration {

    /** What signs stops after what appends: so the last events are signed too. */
    static final String SIGNING = "headSigning";

    /** A node that was not restarted yet goes on with the key before. */
    private static final Duration ROTATION_INTERVAL = Duration.ofMinutes(1);

    @Bean(name = SIGNING, initMethod = "start", destroyMethod = "close")
    WhileLeader headSigning(
            DataSource dataSource,
            CommitSignal signal,
            EventStoreSettings settings,
            AuditSettings audit,
            Clock clock,
            MeterRegistry meters) {
        HeadSigning signing = signing(dataSource, signal, audit, clock, meters);
        return new WhileLeader(new Lease(dataSource, "signed-heads"), signing::start, settings);
    }

    /** On every node: whoever comes second finds nothing to do, and a lease takes a connection. */
    @Bean(destroyMethod = "close")
    Periodically envelopeRotation(SealedStore sealed) {
        return new Periodically("envelope-key", ROTATION_INTERVAL, sealed::rotate);
    }

    private static HeadSigning signing(
            DataSource dataSource,
            CommitSignal signal,
            AuditSettings audit,
            Clock clock,
            MeterRegistry meters) {
        try {
            return new HeadSigning(dataSource, signal, audit, clock, meters);
        } catch (SigningRefusedException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()));
        }
    }
}
