package dev.hansard.query.cache;

import dev.hansard.query.checkpoint.StoredCheckpoints;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.replay.ReplayProgress;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A view in the memory of this node, made anew: a second one follows the log from its beginning and
 * gives its entries to the first. For that time it takes its memory a second time. The checkpoint,
 * which was made of the first, goes.
 */
public final class RebuiltCaches implements Rebuildable {

    /** So near to the end of the log the rest is applied while the first one waits. */
    private static final int NEAR = 1_000;

    private final CachedView view;
    private final Supplier<? extends CachedView> another;
    private final LongSupplier head;
    private final LogReplay replay;
    private final StoredCheckpoints checkpoints;

    /**
     * @param another an empty one of the same kind
     * @param head of the log
     */
    public RebuiltCaches(
            CachedView view,
            Supplier<? extends CachedView> another,
            LongSupplier head,
            LogReplay replay,
            StoredCheckpoints checkpoints) {
        this.view = view;
        this.another = another;
        this.head = head;
        this.replay = replay;
        this.checkpoints = checkpoints;
    }

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public void rebuild(ReplayProgress progress) {
        CachedView fresh = another.get();
        do {
            replay.run(fresh, fresh.resumeAfter(), head.getAsLong(), progress);
        } while (view.resumeAfter() - fresh.resumeAfter() > NEAR);
        view.takeOver(
                fresh,
                applied -> replay.run(fresh, fresh.resumeAfter(), applied, (position, of) -> {}));
        checkpoints.discard(name());
    }
}
