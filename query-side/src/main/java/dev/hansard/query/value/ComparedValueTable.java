package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.table.ComparedTable;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shared table of where values stand, held against the log. */
final class ComparedValueTable extends ComparedTable<ValuePlace, ValueRow> {

    private final ValueRows rows;

    ComparedValueTable(
            ValueTable table, ValueRows rows, EventLog log, TransactionOperations snapshots) {
        super(table, rows, log, snapshots, Set.of(AggregateId.USER, AggregateId.ENTRY));
        this.rows = rows;
    }

    @Override
    protected String prefix(String tenant) {
        return NameRange.name(tenant + "/");
    }

    /** What is remembered of a user is named by more than the user. */
    @Override
    protected AggregateId aggregateOf(String row) {
        String[] words = NameRange.words(row).split("/", -1);
        return words.length > 3 && words[1].equals(AggregateId.USER)
                ? AggregateId.user(words[0], words[2])
                : AggregateId.parse(NameRange.words(row));
    }

    @Override
    protected List<ValueRow> rowsOf(List<AggregateId> aggregates) {
        List<ValueRow> found =
                new ArrayList<>(
                        rows.findAllByIdIn(
                                aggregates.stream()
                                        .map(id -> NameRange.name(id.toString()))
                                        .toList()));
        for (AggregateId id : aggregates) {
            if (id.type().equals(AggregateId.USER)) {
                NameRange range = NameRange.ofUser(id);
                found.addAll(rows.allBetween(range.from(), range.to()));
            }
        }
        return found;
    }

    @Override
    protected @Nullable String userOf(ValuePlace place) {
        return null;
    }
}
