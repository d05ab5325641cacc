package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.checkpoint.CheckpointedView;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;
import dev.hansard.query.cache.CacheMetrics;
import dev.hansard.query.cache.MilestoneSettings;
import dev.hansard.query.cache.Milestones;
import dev.hansard.query.cache.RebuiltCaches;
import dev.hansard.query.checkpoint.StoredCheckpoints;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.reading.Follows;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.table.RebuiltTables;
import dev.hansard.query.table.TableConfiguration.Migrated;
import dev.hansard.query.table.TableConfiguration.Snapshots;
import dev.hansard.query.table.TableGate;
import dev.hansard.query.table.TablePositions;
import dev.hansard.query.table.TableWriter;
import dev.hansard.query.warmup.UserMemory;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.persistence.EntityManager;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.function.Function;

import javax.sql.DataSource;

/** The views of sessions and who reads them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SessionSettings.class, MilestoneSettings.class})
public class SessionConfiguration {

    @Bean
    SessionTable sessionTable(
            SessionRows rows,
            EntityManager entities,
            TablePositions positions,
            PlatformTransactionManager transactions,
            Migrated migrated) {
        return new SessionTable(rows, entities, positions, new TransactionTemplate(transactions));
    }

    @Bean
    TableWriter sessionTableWriter(
            SessionTable table,
            DataSource dataSource,
            TableWriter.Followers followers,
            TableWriter.Leaders leaders) {
        return new TableWriter(table, dataSource, followers, leaders);
    }

    @Bean
    Sessions sessions(
            EventLog log,
            SessionTable table,
            SessionSettings settings,
            LoadThreads loads,
            MeterRegistry meters) {
        var loader = new SessionLoader(log, table::find);
        var sessions = new Sessions(loader, settings, loads.executor());
        CacheMetrics.bind(sessions.sessions(), "sessions", meters);
        CacheMetrics.bind(sessions.newest(), "users", meters);
        return sessions;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ViewCheckpoint sessionsCheckpoint(
            Sessions sessions, Function<CheckpointedView, ViewCheckpoint> checkpoints) {
        return checkpoints.apply(sessions);
    }

    @Bean
    LogFollower sessionsFollower(
            ViewCheckpoint sessionsCheckpoint, Function<LogView, LogFollower> followers) {
        return followers.apply(sessionsCheckpoint);
    }

    @Bean
    Follows sessionsFollows(LogFollower sessionsFollower) {
        return Follows.locally(sessionsFollower);
    }

    @Bean
    SessionReader sessionReader(LogFollower sessionsFollower, Sessions sessions) {
        return new SessionReader(new ViewGate(sessionsFollower), sessions);
    }

    @Bean
    PastSessions pastSessions(
            SessionTable table, MilestoneSettings settings, MeterRegistry meters) {
        var milestones =
                new Milestones<>(table::find, SessionFacts::position, settings.sessionsWeight());
        CacheMetrics.bind(milestones.metered(), "session-milestones", meters);
        return new PastSessions(milestones);
    }

    @Bean
    UserMemory newestSessionsOfUsers(Sessions sessions) {
        return user ->
                sessions.newestSession(user.toString())
                        .map(id -> AggregateId.session(user.tenant(), id).toString())
                        .ifPresent(sessions::session);
    }

    @Bean
    Rebuildable rebuiltSessions(
            Sessions sessions,
            EventLog log,
            SessionTable table,
            SessionSettings settings,
            LoadThreads loads,
            LogReplay replay,
            StoredCheckpoints checkpoints) {
        var loader = new SessionLoader(log, table::find);
        return new RebuiltCaches(
                sessions,
                () -> new Sessions(loader, settings, loads.executor()),
                replay,
                checkpoints);
    }

    @Bean
    Rebuildable rebuiltSessionTable(
            RebuiltTables tables,
            SessionRows rows,
            EntityManager entities,
            TablePositions positions) {
        return tables.of(
                "session_view", there -> new SessionTable(rows, entities, positions, there));
    }

    @Bean
    ComparedView comparedSessions(Sessions sessions, EventLog log) {
        return new ComparedSessions(sessions, log);
    }

    @Bean
    ComparedView comparedNewestSessions(Sessions sessions, EventLog log) {
        return new ComparedNewestSessions(sessions, log);
    }

    @Bean
    ComparedView comparedSessionTable(
            SessionTable table, SessionRows rows, EventLog log, Snapshots snapshots) {
        return new ComparedSessionTable(table, rows, log, snapshots.transactions());
    }

    @Bean
    SessionController sessionQueries(
            SessionReader reader,
            Sessions sessions,
            SessionRows rows,
            TablePositions positions,
            CommitSignal signal,
            EventLog log,
            Clock clock) {
        var gate = new TableGate(SessionTable.NAME, positions, signal, log.head());
        return new SessionController(reader, new SessionLists(gate, rows, sessions, clock), clock);
    }
}
