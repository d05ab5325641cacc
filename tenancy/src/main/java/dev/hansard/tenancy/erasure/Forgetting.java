package dev.hansard.tenancy.erasure;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.seal.SealedStore;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets go of users who are erased, on this node: of their keys first, so that what is read from
 * then on is erased, and then of whatever is in memory of them. What happened before the start is
 * in no memory.
 */
final class Forgetting implements LogView {

    private static final long NOT_STARTED = -1;

    private final EventLog log;
    private final SealedStore sealed;
    private final CommitSignal signal;
    private final List<Forgetful> all;
    private final Set<AggregateId> again = new LinkedHashSet<>();
    private long applied = NOT_STARTED;

    Forgetting(EventLog log, SealedStore sealed, CommitSignal signal, List<Forgetful> all) {
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
            applied = log.head();
        }
        return applied;
    }

    @Override
    public synchronized void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            ErasedUser.of(recorded).ifPresent(this::letGo);
            applied = recorded.position();
        }
    }

    private void letGo(AggregateId user) {
        sealed.hearOfErasures();
        signal.forgetCommits();
        forget(user);
        again.add(user);
    }

    /** Once more: a request that was under way may have put something back. */
    synchronized void again() {
        again.forEach(this::forget);
        again.clear();
    }

    private void forget(AggregateId user) {
        all.forEach(each -> each.forget(user));
    }
}
