package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.table.ComparedTable;

import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Set;

/** The shared table of conversations, held against the log. */
final class ComparedConversationTable extends ComparedTable<ConversationFacts, ConversationRow> {

    private final ConversationRows rows;

    ComparedConversationTable(
            ConversationTable table,
            ConversationRows rows,
            EventLog log,
            TransactionOperations snapshots) {
        super(table, rows, log, snapshots, Set.of(AggregateId.CONVERSATION));
        this.rows = rows;
    }

    @Override
    protected String prefix(String tenant) {
        return tenant + "/";
    }

    @Override
    protected AggregateId aggregateOf(String row) {
        return AggregateId.parse(row);
    }

    @Override
    protected List<ConversationRow> rowsOf(List<AggregateId> conversations) {
        return rows.findAllByIdIn(conversations.stream().map(AggregateId::toString).toList());
    }

    @Override
    protected String userOf(ConversationFacts conversation) {
        return conversation.userId();
    }
}
