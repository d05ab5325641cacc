package dev.hansard.query.cache;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointBatch;
import dev.hansard.eventstore.checkpoint.CheckpointRow;
import dev.hansard.eventstore.checkpoint.CheckpointedView;
import dev.hansard.tenancy.erasure.ErasedOwner;
import dev.hansard.tenancy.erasure.Forgetful;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * A view that is held in caches. Each entry can be loaded without the view, so it may begin at any
 * position, with nothing in memory.
 */
public abstract class CachedView implements CheckpointedView, Forgetful {

    private volatile long applied;

    /** Takes one event in; an entry that has seen it already passes it over. */
    protected abstract void apply(RecordedEvent recorded);

    protected abstract List<FollowingCache<?>> caches();

    @Override
    public int format() {
        return 1;
    }

    @Override
    public final void restore(long position, List<CheckpointRow> rows) {
        caches().forEach(FollowingCache::missesThePast);
        applied = position;
    }

    /**
     * Whoever is erased is not looked for: erasures are rare, and what else was in memory is loaded
     * again.
     */
    @Override
    public final void forget(KeyOwner erased) {
        caches().forEach(FollowingCache::forgetAll);
    }

    /** No rows: what an entry is loaded from stands elsewhere. */
    @Override
    public CheckpointBatch take() {
        return CheckpointBatch.of(applied, List.of());
    }

    @Override
    public void takeBack() {}

    /** What came after the checkpoint, or the whole log; after a failure from where it was. */
    @Override
    public final long resumeAfter() {
        return applied;
    }

    @Override
    public final synchronized void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            if (!recorded.erased()) {
                applyOrForget(recorded);
            }
            applied = recorded.position();
        }
    }

    private void applyOrForget(RecordedEvent recorded) {
        ErasedOwner.of(recorded).ifPresentOrElse(this::forget, () -> apply(recorded));
    }

    /**
     * Takes in the place of what it holds what another one of its kind holds. No event comes in
     * between.
     *
     * @param catchUp brings the other one to the position that it is given
     */
    final synchronized void takeOver(CachedView other, LongConsumer catchUp) {
        catchUp.accept(applied);
        for (int i = 0; i < caches().size(); i++) {
            takeOver(caches().get(i), other.caches().get(i));
        }
    }

    /** Both are the same cache of two views of one class. */
    @SuppressWarnings("unchecked")
    private static <V extends AsOf> void takeOver(
            FollowingCache<V> cache, FollowingCache<?> other) {
        cache.takeOver((FollowingCache<V>) other);
    }
}
