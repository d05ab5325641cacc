package dev.hansard.query.cache;

import dev.hansard.query.checkpoint.StoredCheckpoints;
import dev.hansard.query.replay.LogReplay;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.replay.ReplayProgress;

import java.util.function.Supplier;

/**
 * A view in the memory of this node, made anew: a second one follows the log behind the first and
 * gives its entries to it. For that time it takes its memory a second time. The checkpoint, which
 * was made of the first, goes.
 */
public final class RebuiltCaches implements Rebuildable {

    /** So near to the first one the rest is applied while that waits. */
    private static final int NEAR = 1_000;

    private final CachedView view;
    private final Supplier<? extends CachedView> another;
    private final LogReplay replay;
    private final StoredCheckpoints checkpoints;

    /**
     * @param another an empty one of the same kind
     */
    public RebuiltCaches(
            CachedView view,
            Supplier<? extends CachedView> another,
            LogReplay replay,
            StoredCheckpoints checkpoints) {
        this.view = view;
        this.another = another;
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
            replay.run(fresh, fresh.resumeAfter(), view.resumeAfter(), progress);
        } while (view.resumeAfter() - fresh.resumeAfter() > NEAR);
        view.takeOver(
                fresh,
                applied -> replay.run(fresh, fresh.resumeAfter(), applied, (position, of) -> {}));
        checkpoints.discard(name());
    }
}
