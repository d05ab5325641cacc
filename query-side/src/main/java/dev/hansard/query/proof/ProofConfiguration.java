package dev.hansard.query.proof;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.chain.AuditSettings;
import dev.hansard.eventstore.chain.ChainVerifier;
import dev.hansard.eventstore.chain.HeadTable;
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
    HeadController headQueries(DataSource dataSource, EventLog log, CommitSignal signal) {
        return new HeadController(new LogGate(log), new HeadTable(dataSource), signal);
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
