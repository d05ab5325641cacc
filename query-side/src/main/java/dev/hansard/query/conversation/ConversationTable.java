package dev.hansard.query.conversation;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.table.SharedTable;
import dev.hansard.query.table.TablePositions;

import jakarta.persistence.EntityManager;

import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shared table of conversations, for lists and as a short way to a conversation's facts. */
final class ConversationTable extends SharedTable {

    static final String NAME = "conversations-table";

    private final ConversationRows rows;
    private final EntityManager entities;

    ConversationTable(
            ConversationRows rows,
            EntityManager entities,
            TablePositions positions,
            TransactionOperations transactions) {
        super(NAME, positions, transactions);
        this.rows = rows;
        this.entities = entities;
    }

    /** The facts as of the row's version; empty if there is no row yet. */
    Optional<ConversationFacts> find(String conversation) {
        return rows.findById(conversation).map(ConversationRow::facts);
    }

    @Override
    protected void write(List<RecordedEvent> batch) {
        List<RecordedEvent> ours =
                batch.stream()
                        .filter(e -> e.aggregateType().equals(AggregateId.CONVERSATION))
                        .toList();
        List<String> ids = ours.stream().map(RecordedEvent::aggregateId).distinct().toList();
        Map<String, ConversationRow> present =
                rows.findAllByIdIn(ids).stream().collect(toMap(ConversationRow::id, identity()));
        for (RecordedEvent recorded : ours) {
            ConversationRow row = present.get(recorded.aggregateId());
            if (row != null) {
                row.set(ConversationFacts.evolve(row.facts(), recorded));
            } else {
                row =
                        new ConversationRow(
                                ConversationFacts.evolve(null, recorded), recorded.position());
                entities.persist(row);
                present.put(row.id(), row);
            }
        }
    }
}
