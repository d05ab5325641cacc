package dev.hansard.query.conversation;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.checkpoint.CheckpointSettings;
import dev.hansard.eventstore.checkpoint.CheckpointedView;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;
import dev.hansard.query.cache.CacheMetrics;
import dev.hansard.query.cache.MilestoneSettings;
import dev.hansard.query.cache.Milestones;
import dev.hansard.query.cache.Unwritten;
import dev.hansard.query.checkpoint.StoredCheckpoints;
import dev.hansard.query.reading.Follows;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.session.SessionReader;
import dev.hansard.query.table.TableConfiguration.Migrated;
import dev.hansard.query.table.TableGate;
import dev.hansard.query.table.TablePositions;
import dev.hansard.query.table.TableWriter;
import dev.hansard.query.warmup.UserMemory;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.persistence.EntityManager;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.function.Function;

import javax.sql.DataSource;

/** The views of conversations and who reads them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    RecentMessagesSettings.class,
    WindowSettings.class,
    MilestoneSettings.class
})
@Import(ConversationUpkeep.class)
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
            TableWriter.Followers followers,
            TableWriter.Leaders leaders) {
        return new TableWriter(table, dataSource, followers, leaders);
    }

    @Bean
    ConversationLoader conversationLoader(
            EventLog log, ConversationTable table, RecentMessagesSettings settings) {
        return new ConversationLoader(log, table::find, settings.messages());
    }

    @Bean
    GroupLoader groupLoader(
            EventLog log, RecentMessagesSettings settings, StoredCheckpoints checkpoints) {
        return new GroupLoader(
                log, settings.messages(), group -> checkpoints.row(RecentMessages.NAME, group));
    }

    @Bean
    RecentMessages recentMessages(
            ConversationLoader conversations,
            GroupLoader groups,
            RecentMessagesSettings settings,
            CheckpointSettings checkpoints,
            LoadThreads loads,
            MeterRegistry meters) {
        var recent =
                new RecentMessages(
                        conversations,
                        groups,
                        settings,
                        new Unwritten<>(checkpoints.checkpointQueue()),
                        loads.executor());
        CacheMetrics.bind(recent.conversations(), "conversations", meters);
        CacheMetrics.bind(recent.groups(), "groups", meters);
        return recent;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ViewCheckpoint recentMessagesCheckpoint(
            RecentMessages recent, Function<CheckpointedView, ViewCheckpoint> checkpoints) {
        return checkpoints.apply(recent);
    }

    @Bean
    LogFollower recentMessagesFollower(
            ViewCheckpoint recentMessagesCheckpoint, Function<LogView, LogFollower> followers) {
        return followers.apply(recentMessagesCheckpoint);
    }

    @Bean
    Follows recentMessagesFollows(LogFollower recentMessagesFollower) {
        return Follows.locally(recentMessagesFollower);
    }

    @Bean
    RecentMessageReader recentMessageReader(
            RecentMessages recent, GroupLoader groups, RecentMessagesSettings settings) {
        return new RecentMessageReader(recent, groups, settings.messages());
    }

    @Bean
    UserMemory lastMessagesOfUsers(RecentMessageReader recent, RecentMessagesSettings settings) {
        return user -> {
            var _ = recent.lastMessages(user.toString(), settings.messages(), 0);
        };
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
    ConversationHistory conversationHistory(EventLog log) {
        return new ConversationHistory(log);
    }

    @Bean
    ConversationController conversationQueries(
            LogFollower recentMessagesFollower,
            RecentMessageReader recent,
            ConversationHistory history,
            ConversationLists lists) {
        return new ConversationController(
                new ViewGate(recentMessagesFollower),
                new VisibleConversations(recent::conversation),
                history,
                lists);
    }

    @Bean
    TokenCounts tokenCounts(WindowSettings settings, MeterRegistry meters) {
        var tokens =
                new TokenCounts(
                        new TokenCounter(settings.encoding()), settings.tokenCountsWeight());
        CacheMetrics.bind(tokens.metered(), "token-counts", meters);
        return tokens;
    }

    @Bean
    LeadingMessages leadingMessages(
            ConversationHistory history, WindowSettings settings, MeterRegistry meters) {
        var leading = new LeadingMessages(history, settings.leadingWeight());
        CacheMetrics.bind(leading.metered(), "leading-messages", meters);
        return leading;
    }

    @Bean
    Windows windows(ConversationLoader conversations, LeadingMessages leading, TokenCounts tokens) {
        return new Windows(conversations, leading, tokens);
    }

    @Bean
    WindowController windowQueries(
            LogFollower recentMessagesFollower,
            RecentMessageReader recent,
            Windows windows,
            RecentMessagesSettings settings) {
        return new WindowController(
                new ViewGate(recentMessagesFollower),
                new VisibleConversations(recent::conversation),
                windows,
                settings.messages());
    }

    @Bean
    PastConversations pastConversations(
            ConversationTable table,
            TokenCounts tokens,
            RecentMessagesSettings settings,
            MilestoneSettings milestoneSettings,
            MeterRegistry meters) {
        var milestones =
                new Milestones<>(
                        table::find,
                        ConversationFacts::version,
                        milestoneSettings.conversationsWeight());
        CacheMetrics.bind(milestones.metered(), "conversation-milestones", meters);
        return new PastConversations(milestones, tokens, settings.messages());
    }

    @Bean
    LastMessagesController lastMessagesQueries(
            LogFollower recentMessagesFollower,
            RecentMessageReader recent,
            SessionReader sessions) {
        return new LastMessagesController(new ViewGate(recentMessagesFollower), recent, sessions);
    }
}
