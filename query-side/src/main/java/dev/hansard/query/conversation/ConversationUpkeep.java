package dev.hansard.query.conversation;

import dev.hansard.eventstore.EventLog;
import dev.hansard.query.cache.RebuiltCaches;
import dev.hansard.query.cache.Unwritten;
import dev.hansard.query.checkpoint.StoredCheckpoints;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.table.RebuiltTables;
import dev.hansard.query.table.TableConfiguration.Snapshots;
import dev.hansard.query.table.TablePositions;

import jakarta.persistence.EntityManager;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the views of conversations are held against the log, and made anew. */
@Configuration(proxyBeanMethods = false)
class ConversationUpkeep {

    @Bean
    Rebuildable rebuiltRecentMessages(
            RecentMessages recent,
            ConversationLoader conversations,
            GroupLoader groups,
            RecentMessagesSettings settings,
            LoadThreads loads,
            LogReplay replay,
            StoredCheckpoints checkpoints) {
        return new RebuiltCaches(
                recent,
                () ->
                        new RecentMessages(
                                conversations,
                                groups,
                                settings,
                                new Unwritten<>(0),
                                loads.executor()),
                replay,
                checkpoints);
    }

    @Bean
    Rebuildable rebuiltConversationTable(
            RebuiltTables tables,
            ConversationRows rows,
            EntityManager entities,
            TablePositions positions) {
        return tables.of(
                "conversation_view",
                there -> new ConversationTable(rows, entities, positions, there));
    }

    @Bean
    ComparedView comparedConversations(
            RecentMessages recent, EventLog log, RecentMessagesSettings settings) {
        return new ComparedConversations(recent, log, settings.messages());
    }

    @Bean
    ComparedView comparedGroups(
            RecentMessages recent, EventLog log, RecentMessagesSettings settings) {
        return new ComparedGroups(recent, log, settings.messages());
    }

    @Bean
    ComparedView comparedConversationTable(
            ConversationTable table, ConversationRows rows, EventLog log, Snapshots snapshots) {
        return new ComparedConversationTable(table, rows, log, snapshots.transactions());
    }
}
