package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.table.SharedTable;
import dev.hansard.query.table.TablePositions;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The shared table of where each value stands in the log. It has what is there and nothing of what
 * was: whatever is found in it costs the same however often it was changed.
 */
public final class ValueTable extends SharedTable<ValuePlace, ValueRow> implements ValuePlaces {

    public static final String NAME = "values-table";

    private final ValueRows rows;

    ValueTable(
            ValueRows rows,
            EntityManager entities,
            TablePositions positions,
            TransactionOperations transactions) {
        super(NAME, ValueRow.class, rows, entities, positions, transactions);
        this.rows = rows;
    }

    /**
     * Entries of a table whose time is not over, in the order of their keys' bytes.
     *
     * @param after key of the last entry before; null from the start
     */
    public List<ValuePlace> entries(
            String tenant,
            String table,
            @Nullable String after,
            boolean descending,
            Instant now,
            int limit) {
        NameRange range = NameRange.ofTable(tenant, table).beyondKey(after, descending);
        return find(range, descending, now, limit).stream().map(ValueRow::facts).toList();
    }

    /**
     * Tables with an entry whose time is not over, in the order of their names' bytes: each is one
     * look into the index, however many entries it has.
     *
     * @param after the last table before; null from the start
     */
    public List<String> tables(
            String tenant, @Nullable String after, boolean descending, Instant now, int limit) {
        List<String> tables = new ArrayList<>();
        NameRange all = NameRange.ofTables(tenant);
        NameRange rest = all.beyondTable(after, descending);
        List<ValueRow> next = find(rest, descending, now, 1);
        while (!next.isEmpty() && tables.size() < limit) {
            tables.add(next.getFirst().facts().table());
            rest = all.beyondTable(tables.getLast(), descending);
            next = find(rest, descending, now, 1);
        }
        return tables;
    }

    @Override
    public List<Long> positionsOf(AggregateId user) {
        NameRange range = NameRange.ofUser(user);
        return rows.positionsBetween(range.from(), range.to());
    }

    @Override
    protected @Nullable String rowOf(RecordedEvent recorded) {
        return ValuePlace.nameOf(recorded);
    }

    @Override
    protected @Nullable ValuePlace evolve(@Nullable ValuePlace before, RecordedEvent recorded) {
        return ValuePlace.after(recorded);
    }

    @Override
    protected void forget(KeyOwner erased) {
        NameRange range =
                erased.isTenant()
                        ? NameRange.ofTenant(erased.tenant())
                        : NameRange.ofUser(AggregateId.user(erased.tenant(), erased.userId()));
        rows.deleteBetween(range.from(), range.to());
    }

    @Override
    protected ValueRow newRow(ValuePlace place, long createdPosition) {
        return new ValueRow(place);
    }

    private List<ValueRow> find(NameRange range, boolean descending, Instant now, int limit) {
        return descending
                ? rows.lastBetween(range.from(), range.to(), now, Limit.of(limit))
                : rows.firstBetween(range.from(), range.to(), now, Limit.of(limit));
    }
}
