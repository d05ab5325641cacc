package dev.hansard.query.conversation;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.query.cache.CacheMetrics;
import dev.hansard.query.reading.Follows;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.session.SessionReader;
import dev.hansard.query.table.TableConfiguration.Migrated;
import dev.hansard.query.table.TableGate;
import dev.hansard.query.table.TablePositions;
import dev.hansard.query.table.TableWriter;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.persistence.EntityManager;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.function.Function;

import javax.sql.DataSource;

/** The views of conversations and who reads them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecentMessagesSettings.class)
public class ConversationConfiguration {

    @Bean
    ConversationTable conversationTable(
            ConversationRows rows,
            EntityManager entities,
            TablePositions positions,
            PlatformTransactionManager transactions,
            Migrated migrated) {
        return new ConversationTable(
                rows, entities, positions, new TransactionTemplate(transactions));
    }

    @Bean
    TableWriter conversationTableWriter(
            ConversationTable table,
            DataSource dataSource,
            Function<LogView, LogFollower> followers,
            TableWriter.Leaders leaders) {
        return new TableWriter(table, dataSource, followers, leaders);
    }

    @Bean
    ConversationLoader conversationLoader(
            EventLog log, ConversationTable table, RecentMessagesSettings settings) {
        return new ConversationLoader(log, table::find, settings.messages());
    }

    @Bean
    GroupLoader groupLoader(EventLog log, RecentMessagesSettings settings) {
        return new GroupLoader(log, settings.messages());
    }

    @Bean
    RecentMessages recentMessages(
            ConversationLoader conversations,
            GroupLoader groups,
            RecentMessagesSettings settings,
            LoadThreads loads,
            MeterRegistry meters) {
        var recent = new RecentMessages(conversations, groups, settings, loads.executor());
        CacheMetrics.bind(recent.conversations(), "conversations", meters);
        CacheMetrics.bind(recent.groups(), "groups", meters);
        return recent;
    }

    @Bean
    LogFollower recentMessagesFollower(
            RecentMessages recent, Function<LogView, LogFollower> followers) {
        return followers.apply(recent);
    }

    @Bean
    Follows recentMessagesFollows(LogFollower recentMessagesFollower) {
        return Follows.locally(recentMessagesFollower);
    }

    @Bean
    RecentMessageReader recentMessageReader(
            RecentMessages recent,
            ConversationLoader conversations,
            GroupLoader groups,
            RecentMessagesSettings settings) {
        return new RecentMessageReader(recent, conversations, groups, settings.messages());
    }

    @Bean
    ConversationLists conversationLists(
            TablePositions positions,
            CommitSignal signal,
            EventLog log,
            ConversationRows rows,
            RecentMessageReader recent) {
        var gate = new TableGate(ConversationTable.NAME, positions, signal, log.head());
        return new ConversationLists(gate, rows, recent);
    }

    @Bean
    ConversationController conversationQueries(
            LogFollower recentMessagesFollower,
            RecentMessageReader recent,
            EventLog log,
            ConversationLists lists,
            RecentMessagesSettings settings) {
        return new ConversationController(
                new ViewGate(recentMessagesFollower),
                recent,
                new ConversationHistory(log),
                lists,
                settings.messages());
    }

    @Bean
    LastMessagesController lastMessagesQueries(
            LogFollower recentMessagesFollower,
            RecentMessageReader recent,
            SessionReader sessions) {
        return new LastMessagesController(new ViewGate(recentMessagesFollower), recent, sessions);
    }
}
