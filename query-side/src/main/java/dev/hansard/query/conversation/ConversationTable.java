package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.table.SharedTable;
import dev.hansard.query.table.TablePositions;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** The shared table of conversations, for lists and as a short way to a conversation's facts. */
final class ConversationTable extends SharedTable<ConversationFacts, ConversationRow> {

    static final String NAME = "conversations-table";

    private final ConversationRows rows;

    ConversationTable(
            ConversationRows rows,
            EntityManager entities,
            TablePositions positions,
            TransactionOperations transactions) {
        super(NAME, ConversationRow.class, rows, entities, positions, transactions);
        this.rows = rows;
    }

    @Override
    protected @Nullable String rowOf(RecordedEvent recorded) {
        return recorded.aggregateType().equals(AggregateId.CONVERSATION)
                ? recorded.aggregateId()
                : null;
    }

    @Override
    protected ConversationFacts evolve(@Nullable ConversationFacts before, RecordedEvent recorded) {
        return ConversationFacts.evolve(before, recorded);
    }

    @Override
    protected void forget(KeyOwner erased) {
        rows.deleteAllOf(erased);
    }

    @Override
    protected ConversationRow newRow(ConversationFacts facts, long createdPosition) {
        return new ConversationRow(facts, createdPosition);
    }
}
