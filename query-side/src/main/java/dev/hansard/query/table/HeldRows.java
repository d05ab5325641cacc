package dev.hansard.query.table;

import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows of a shared table in the memory of its writer, ahead of what is written of them: each is
 * read when the first event concerns it, and written once, as it is by then.
 *
 * @param <F> what a row holds
 * @param <R> the rows
 */
final class HeldRows<F, R extends SharedRow<F>> {

    private final SharedTable<F, R> table;
    private final BulkRows<R> bulk;
    private final Map<String, Held> held = new LinkedHashMap<>();

    HeldRows(SharedTable<F, R> table, BulkRows<R> bulk) {
        this.table = table;
        this.bulk = bulk;
    }

    /** How many are held, those included that were looked for and are not there. */
    int size() {
        return held.size();
    }

    /** Takes events in; reads what is not held yet. */
    void take(List<RecordedEvent> batch) {
        Map<String, List<RecordedEvent>> events = new LinkedHashMap<>();
        for (RecordedEvent recorded : batch) {
            String id = table.changedBy(recorded);
            if (id != null) {
                events.computeIfAbsent(id, unused -> new ArrayList<>()).add(recorded);
            }
        }
        hold(events.keySet().stream().filter(id -> !held.containsKey(id)).toList());
        events.forEach((id, ofRow) -> ofRow.forEach(Objects.requireNonNull(held.get(id))::evolve));
    }

    /** Writes what is not written yet. */
    void write() {
        List<R> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        held.forEach(
                (id, row) -> {
                    if (row.changed && row.facts != null) {
                        changed.add(row.present(row.facts));
                    } else if (row.changed && row.stored) {
                        gone.add(id);
                    }
                    row.changed = false;
                    row.stored = row.facts != null;
                });
        bulk.put(changed);
        bulk.remove(gone);
    }

    private void hold(List<String> ids) {
        if (!ids.isEmpty()) {
            ids.forEach(id -> held.put(id, new Held(null)));
            bulk.find(ids).forEach(row -> held.put(row.id(), new Held(row)));
        }
    }

    private final class Held {

        private @Nullable R row;
        private @Nullable F facts;
        private boolean stored;
        private boolean changed;
        private long createdPosition;

        Held(@Nullable R row) {
            this.row = row;
            this.facts = row == null ? null : row.facts();
            this.stored = row != null;
        }

        void evolve(RecordedEvent recorded) {
            if (facts == null) {
                row = null;
                createdPosition = recorded.position();
            }
            facts = table.evolve(facts, recorded);
            changed = true;
        }

        /** The row as it is now. */
        R present(F known) {
            if (row == null) {
                row = table.newRow(known, createdPosition);
            } else {
                row.set(known);
            }
            return row;
        }
    }
}
