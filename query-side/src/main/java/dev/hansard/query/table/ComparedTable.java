package dev.hansard.query.table;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.comparison.Difference;
import dev.hansard.query.comparison.Replay;
import dev.hansard.query.comparison.Unlike;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionOperations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The rows of a shared table, held against the log: rows and position are read as of one moment,
 * and the log is replayed up to that position by the functions that write the rows.
 *
 * @param <F> what a row holds
 * @param <R> the rows
 */
public abstract class ComparedTable<F extends Record, R extends SharedRow<F>>
        implements ComparedView {

    /** Aggregates whose rows are read at once. */
    private static final int CHUNK = 200;

    private static final int EVENTS = 500;
    private static final int IDS = 1_000;

    private final SharedTable<F, R> table;
    private final SharedRows<R> rows;
    private final EventLog log;
    private final TransactionOperations snapshots;
    private final Set<String> types;

    /**
     * @param snapshots transactions that see one moment
     */
    protected ComparedTable(
            SharedTable<F, R> table,
            SharedRows<R> rows,
            EventLog log,
            TransactionOperations snapshots,
            Set<String> types) {
        this.table = table;
        this.rows = rows;
        this.log = log;
        this.snapshots = snapshots;
        this.types = types;
    }

    /** Some rows as of one moment. */
    private record Rows<R>(long position, Map<AggregateId, List<R>> byAggregate) {}

    /** What the ids of all rows of a tenant begin with. */
    protected String prefix(String tenant) {
        return tenant + "/";
    }

    /** The aggregate that a row is about: by which it is named, unless there are more of one. */
    protected AggregateId aggregateOf(String row) {
        return AggregateId.parse(row);
    }

    /** The rows that are about some aggregates. */
    protected List<R> rowsOf(List<AggregateId> aggregates) {
        return rows.findAllByIdIn(aggregates.stream().map(AggregateId::toString).toList());
    }

    /** The events that concern the rows of an aggregate, oldest first. */
    protected EventFilter eventsOf(AggregateId id) {
        return new EventFilter(id.tenant(), null, id.toString(), null, List.of(), null, false);
    }

    /** Whose a row is, if it is not about a user. */
    protected abstract @Nullable String userOf(F facts);

    @Override
    public final String name() {
        return table.name();
    }

    @Override
    public final Set<String> types() {
        return types;
    }

    @Override
    public final void compare(List<AggregateId> aggregates, Consumer<Difference> differences) {
        for (int start = 0; start < aggregates.size(); start += CHUNK) {
            List<AggregateId> chunk =
                    aggregates.subList(start, Math.min(start + CHUNK, aggregates.size()));
            Rows<R> read = read(chunk);
            for (AggregateId id : chunk) {
                List<R> live = read.byAggregate().getOrDefault(id, List.of());
                compare(id, live, read.position(), differences);
            }
        }
    }

    @Override
    public final void known(
            String tenant,
            Consumer<Collection<AggregateId>> each,
            Consumer<Difference> differences) {
        String prefix = prefix(tenant);
        List<String> page = rows.idsAfter(prefix, "", Limit.of(IDS));
        while (!page.isEmpty()) {
            Set<AggregateId> aggregates = new HashSet<>();
            for (String row : page) {
                try {
                    aggregates.add(aggregateOf(row));
                } catch (IllegalArgumentException e) {
                    String nothing = "is a row about nothing";
                    differences.accept(
                            new Difference(name(), null, row, table.position(), nothing));
                }
            }
            each.accept(aggregates);
            page = rows.idsAfter(prefix, page.getLast(), Limit.of(IDS));
        }
    }

    private Rows<R> read(List<AggregateId> aggregates) {
        return Objects.requireNonNull(
                snapshots.execute(
                        transaction -> {
                            long position = table.position();
                            Map<AggregateId, List<R>> byAggregate = new HashMap<>();
                            for (R row : rowsOf(aggregates)) {
                                byAggregate
                                        .computeIfAbsent(
                                                aggregateOf(row.id()), id -> new ArrayList<>())
                                        .add(row);
                            }
                            return new Rows<>(position, byAggregate);
                        }));
    }

    private void compare(
            AggregateId id, List<R> live, long position, Consumer<Difference> differences) {
        Map<String, R> cold = new HashMap<>();
        var whole = new AtomicBoolean();
        Optional<String> failed =
                Replay.of(
                        () -> {
                            whole.set(replay(id, position, cold));
                            return null;
                        });
        if (failed.isPresent()) {
            differences.accept(Difference.of(name(), id, null, position, failed.get()));
        }
        if (!whole.get()) {
            return;
        }
        for (R row : live) {
            tell(row.id(), Optional.of(row), cold.remove(row.id()), position, differences);
        }
        cold.forEach((row, ought) -> tell(row, Optional.empty(), ought, position, differences));
    }

    private void tell(
            String row,
            Optional<R> live,
            @Nullable R cold,
            long position,
            Consumer<Difference> differences) {
        AggregateId id = aggregateOf(row);
        Replay.of(() -> Unlike.in(live, Optional.ofNullable(cold), ComparedTable::difference))
                .ifPresent(
                        difference ->
                                differences.accept(
                                        Difference.of(
                                                name(),
                                                id,
                                                cold == null ? null : userOf(cold.facts()),
                                                position,
                                                difference)));
    }

    private static <F extends Record, R extends SharedRow<F>> @Nullable String difference(
            R live, R cold) {
        String parts = Unlike.parts(live.facts(), cold.facts());
        return parts != null || live.place().equals(cold.place()) ? parts : "place in lists";
    }

    /**
     * The rows of an aggregate as the log has them up to a position.
     *
     * @return false if somebody was erased of whom some of it was: then there is nothing to compare
     */
    private boolean replay(AggregateId id, long upTo, Map<String, R> replayed) {
        Map<String, F> facts = new HashMap<>();
        Map<String, Long> created = new HashMap<>();
        EventFilter filter = eventsOf(id);
        List<RecordedEvent> page = log.find(filter, EVENTS);
        while (!page.isEmpty() && page.getFirst().position() <= upTo) {
            for (RecordedEvent recorded : page) {
                if (recorded.erased()) {
                    return false;
                }
                String row = recorded.position() > upTo ? null : table.rowOf(recorded);
                if (row != null && aggregateOf(row).equals(id)) {
                    F before = facts.get(row);
                    F after = table.evolve(before, recorded);
                    if (before == null && after != null) {
                        created.put(row, recorded.position());
                    }
                    facts.compute(row, (key, old) -> after);
                }
            }
            page =
                    page.size() < EVENTS
                            ? List.of()
                            : log.find(filter.goingOnAfter(page.getLast().position()), EVENTS);
        }
        facts.forEach(
                (row, known) ->
                        replayed.put(
                                row,
                                table.newRow(known, Objects.requireNonNull(created.get(row)))));
        return true;
    }
}
