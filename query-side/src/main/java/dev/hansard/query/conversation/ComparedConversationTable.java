package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.table.ComparedTable;

import org.springframework.transaction.support.TransactionOperations;

import java.util.Set;

/** The shared table of conversations, held against the log. */
final class ComparedConversationTable extends ComparedTable<ConversationFacts, ConversationRow> {

    ComparedConversationTable(
            ConversationTable table,
            ConversationRows rows,
            EventLog log,
            TransactionOperations snapshots) {
        super(table, rows, log, snapshots, Set.of(AggregateId.CONVERSATION));
    }

    @Override
    protected String userOf(ConversationFacts conversation) {
        return conversation.userId();
    }
}
