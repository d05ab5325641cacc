package dev.hansard.eventstore.checkpoint;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.Periodically;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointSettings.Start;
import dev.hansard.eventstore.checkpoint.CheckpointStore.Changeable;
import dev.hansard.eventstore.checkpoint.CheckpointStore.Kept;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A view that begins at its checkpoint, if that is of use, and leaves one behind: now and again
 * while it is started, and at the close. What follows the log follows this in the place of the
 * view.
 */
public final class ViewCheckpoint implements LogView, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewCheckpoint.class);

    /** Most rows in one statement. */
    private static final int CHUNK = 1_000;

    private final CheckpointedView view;
    private final CheckpointStore store;
    private final EventLog log;
    private final CheckpointSettings settings;
    private volatile boolean begun;
    private @Nullable Periodically writing;

    /** Position of the last batch that this node or one that was faster has written. */
    private long written;

    private boolean gaveWay;

    public ViewCheckpoint(
            CheckpointedView view,
            CheckpointStore store,
            EventLog log,
            CheckpointSettings settings) {
        this.view = view;
        this.store = store;
        this.log = log;
        this.settings = settings;
    }

    /** Begins to write. */
    public void start() {
        writing = new Periodically("checkpoint", settings.checkpointInterval(), this::write);
    }

    /** Writes a last time. */
    @Override
    public void close() {
        if (writing != null) {
            writing.close();
        }
        write();
    }

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public long resumeAfter() {
        if (!begun) {
            begin();
            begun = true;
        }
        return view.resumeAfter();
    }

    @Override
    public void apply(List<RecordedEvent> batch) {
        view.apply(batch);
    }

    /** Writes what has changed; if that does not work, the next time. */
    public synchronized void write() {
        if (!begun) {
            return;
        }
        try {
            if (!writeChanges()) {
                // What the changes are to is not there any more: all there is goes in.
                boolean _ = writeChanges();
            }
        } catch (RuntimeException e) {
            LOG.warn("the checkpoint of {} is written later: {}", name(), e.getClass().getName());
        }
    }

    private void begin() {
        String reason = settings.start() == Start.REPLAY ? "it was told to" : restore();
        if (reason != null) {
            if (log.head() > 0) {
                LOG.info("{} replays the whole log: {}", name(), reason);
            }
            store.discard(name());
        }
    }

    /** Why the checkpoint is of no use; null if the view stands at it. */
    private @Nullable String restore() {
        Optional<Kept> kept = store.read(name());
        if (kept.isEmpty()) {
            return "there is no checkpoint";
        }
        Checkpoint checkpoint = kept.get().checkpoint();
        String unfit = unfit(checkpoint);
        if (unfit != null) {
            return unfit;
        }
        try {
            view.restore(checkpoint.position(), kept.get().rows());
        } catch (DamagedCheckpointException e) {
            return "the checkpoint is damaged, " + e.getMessage();
        }
        LOG.info("{} begins at its checkpoint at position {}", name(), checkpoint.position());
        return null;
    }

    private @Nullable String unfit(Checkpoint checkpoint) {
        if (checkpoint.format() != view.format()) {
            return "the checkpoint has format %d and not %d"
                    .formatted(checkpoint.format(), view.format());
        }
        Optional<RecordedEvent> last = log.at(checkpoint.position());
        if (last.isEmpty()) {
            return "the checkpoint at position %d is beyond the end of the log"
                    .formatted(checkpoint.position());
        }
        return Arrays.equals(last.get().leaf(), checkpoint.leaf())
                ? null
                : "the checkpoint at position %d is of another log"
                        .formatted(checkpoint.position());
    }

    /** Whether nothing is left to write. */
    private boolean writeChanges() {
        CheckpointBatch batch = view.take();
        if (batch.position() == written && batch.isEmpty()) {
            return true;
        }
        boolean done = false;
        try {
            Checkpoint next = checkpointAt(batch.position());
            done = store.change(name(), stored -> write(batch, next, stored));
        } finally {
            if (done) {
                written = batch.position();
            } else {
                view.takeBack();
            }
        }
        return done;
    }

    private Checkpoint checkpointAt(long position) {
        byte[] leaf = log.at(position).orElseThrow().leaf();
        return new Checkpoint(name(), view.format(), position, leaf);
    }

    private boolean write(CheckpointBatch batch, Checkpoint next, Changeable stored) {
        Checkpoint current = stored.current().orElse(null);
        if (current != null && current.format() > next.format()) {
            giveWay(current.format());
            return true;
        }
        long reached = current == null || current.format() < next.format() ? 0 : current.position();
        boolean movesOn = reached < next.position();
        if (movesOn && reached < batch.since()) {
            return false;
        }
        if (movesOn && (batch.whole() || reached == 0)) {
            stored.clear();
        }
        if (movesOn || batch.ofRowsOnTheirOwn()) {
            chunks(batch.rows()).forEach(stored::put);
            chunks(batch.gone()).forEach(stored::remove);
        }
        if (movesOn) {
            stored.moveTo(next);
        }
        return true;
    }

    /** As many as go into one statement, one list after the other. */
    private static <T> List<List<T>> chunks(List<T> all) {
        return IntStream.iterate(0, start -> start < all.size(), start -> start + CHUNK)
                .mapToObj(start -> all.subList(start, Math.min(start + CHUNK, all.size())))
                .toList();
    }

    private void giveWay(int format) {
        if (!gaveWay) {
            gaveWay = true;
            LOG.info("{} leaves its checkpoint to a later version, format {}", name(), format);
        }
    }
}
