package dev.hansard.query.checkpoint;

import dev.hansard.eventstore.checkpoint.Checkpoint;
import dev.hansard.eventstore.checkpoint.CheckpointRow;
import dev.hansard.eventstore.checkpoint.CheckpointStore;

import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Checkpoints in tables of the query side. Entries are read one by one, by who misses them. */
public final class StoredCheckpoints implements CheckpointStore {

    private final CheckpointHeads heads;
    private final CheckpointEntries entries;
    private final TransactionOperations transactions;

    StoredCheckpoints(
            CheckpointHeads heads, CheckpointEntries entries, TransactionOperations transactions) {
        this.heads = heads;
        this.entries = entries;
        this.transactions = transactions;
    }

    @Override
    public Optional<Kept> read(String view) {
        return heads.findById(view).map(head -> new Kept(head.checkpoint(), List.of()));
    }

    /** One entry of a view. */
    public Optional<CheckpointRow> row(String view, String id) {
        return entries.findById(new CheckpointEntry.Key(view, id)).map(CheckpointEntry::row);
    }

    @Override
    public <T> T change(String view, Function<Changeable, T> change) {
        return Objects.requireNonNull(
                transactions.execute(
                        transaction -> {
                            var _ = heads.takeTurn();
                            return change.apply(new InTransaction(view));
                        }));
    }

    /** A checkpoint within a transaction of its own. */
    private final class InTransaction implements Changeable {

        private final String view;

        InTransaction(String view) {
            this.view = view;
        }

        @Override
        public Optional<Checkpoint> current() {
            return heads.findById(view).map(CheckpointHead::checkpoint);
        }

        @Override
        public void clear() {
            int _ = entries.clear(view);
            int _ = heads.clear(view);
        }

        @Override
        public void put(List<CheckpointRow> rows) {
            int _ =
                    entries.put(
                            view,
                            rows.stream().map(CheckpointRow::id).toArray(String[]::new),
                            rows.stream().map(CheckpointRow::position).toArray(Long[]::new),
                            rows.stream().map(CheckpointRow::payload).toArray(byte[][]::new));
        }

        @Override
        public void remove(List<String> rows) {
            int _ = entries.remove(view, rows);
        }

        @Override
        public void moveTo(Checkpoint next) {
            int _ = heads.move(view, next.format(), next.position(), next.leaf());
        }
    }
}
