package dev.hansard.tenancy.erasure;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.seal.SealedStore;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets go of users and tenants that are erased, on this node: of their keys first, so that what is
 * read from then on is erased, and then of whatever is there of them. What happened before the
 * start is in no memory; but a table may have been left with what a tenant had.
 */
final class Forgetting implements LogView {

    private static final long NOT_STARTED = -1;

    private final ErasureTable table;
    private final EventLog log;
    private final SealedStore sealed;
    private final CommitSignal signal;
    private final List<Forgetful> all;
    private final Set<KeyOwner> again = new LinkedHashSet<>();
    private long applied = NOT_STARTED;

    Forgetting(
            ErasureTable table,
            EventLog log,
            SealedStore sealed,
            CommitSignal signal,
            List<Forgetful> all) {
        this.table = table;
        this.log = log;
        this.sealed = sealed;
        this.signal = signal;
        this.all = List.copyOf(all);
    }

    @Override
    public String name() {
        return "erasures";
    }

    @Override
    public synchronized long resumeAfter() {
        if (applied == NOT_STARTED) {
            long head = log.head();
            table.tenants().forEach(this::forget);
            applied = head;
        }
        return applied;
    }

    @Override
    public synchronized void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            ErasedOwner.of(recorded).ifPresent(this::letGo);
            applied = recorded.position();
        }
    }

    private void letGo(KeyOwner erased) {
        sealed.hearOfErasures();
        signal.forgetCommits();
        forget(erased);
        again.add(erased);
    }

    /** Once more: a request that was under way may have put something back. */
    synchronized void again() {
        again.forEach(this::forget);
        again.clear();
    }

    private void forget(KeyOwner erased) {
        all.forEach(each -> each.forget(erased));
    }
}
