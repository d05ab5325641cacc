package dev.hansard.tenancy;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;

import java.util.List;

/**
 * A view of what happens to the tenants themselves: it begins with their events and not with all
 * that was ever said, and follows the log from there.
 */
public abstract class TenantView implements LogView {

    private static final long NOTHING_YET = -1;

    private final TenantHistory history;
    private long applied = NOTHING_YET;

    protected TenantView(TenantHistory history) {
        this.history = history;
    }

    /**
     * Takes in an event of a tenant that can be read: those of one in their order, but it may come
     * twice, once read from its tenant and once in the order of the log. One at a time.
     */
    protected abstract void apply(RecordedEvent ofTenant);

    /** All is known that was in the log at the start. Called once. */
    protected void loaded() {}

    @Override
    public final synchronized long resumeAfter() {
        if (applied == NOTHING_YET) {
            applied = history.replay(this::take);
            loaded();
        }
        return applied;
    }

    @Override
    public final synchronized void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            if (recorded.aggregateType().equals(AggregateId.TENANT)) {
                take(recorded);
            }
            applied = recorded.position();
        }
    }

    /** What nobody can read any more is of a tenant that was erased. */
    private void take(RecordedEvent recorded) {
        if (!recorded.erased()) {
            apply(recorded);
        }
    }
}
