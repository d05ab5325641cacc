package dev.hansard.query.proof;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.chain.AuditSettings;
import dev.hansard.eventstore.chain.ChainVerifier;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.eventstore.chain.Signatures;
import dev.hansard.eventstore.transfer.Export;
import dev.hansard.query.comparison.Comparisons;
import dev.hansard.query.job.JobTable;
import dev.hansard.query.job.Jobs;
import dev.hansard.query.reading.LogGate;
import dev.hansard.query.table.TableConfiguration.Migrated;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

import javax.sql.DataSource;

/** What proves the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
public class ProofConfiguration {

    @Bean
    Signatures signatures(DataSource dataSource, CommitSignal signal) {
        return new Signatures(new HeadTable(dataSource), signal);
    }

    @Bean
    HeadController headQueries(DataSource dataSource, EventLog log, Signatures signatures) {
        return new HeadController(
                new LogGate(log), new SignedGate(signatures), new HeadTable(dataSource));
    }

    @Bean
    Export export(DataSource dataSource, Seals seals, Clock clock) {
        return new Export(dataSource, seals, clock);
    }

    @Bean
    ExportController exports(EventLog log, Signatures signatures, Export export) {
        return new ExportController(new LogGate(log), new SignedGate(signatures), export);
    }

    @Bean
    JobTable verificationTable(DataSource dataSource, Migrated migrated) {
        return new JobTable(JdbcClient.create(dataSource), "verification");
    }

    @Bean(destroyMethod = "close")
    Jobs verifications(JobTable verificationTable, AuditSettings settings, Clock clock) {
        return new Jobs(verificationTable, settings.verificationsWaiting(), clock);
    }

    @Bean
    VerificationController verificationController(
            DataSource dataSource,
            Seals seals,
            EventLog log,
            AuditSettings settings,
            Comparisons comparisons,
            Jobs verifications,
            JobTable verificationTable) {
        return new VerificationController(
                new LogGate(log),
                new Verifying(new ChainVerifier(dataSource, seals, settings), comparisons),
                verifications,
                verificationTable);
    }
}
