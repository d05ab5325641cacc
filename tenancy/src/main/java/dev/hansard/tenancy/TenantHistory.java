package dev.hansard.tenancy;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogTenants;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.UnreadableRecordException;

import java.util.List;
import java.util.function.Consumer;

/** The events of the tenants themselves, read without all that was ever said in them. */
public final class TenantHistory {

    private static final String OWN = AggregateId.tenant("{tenant}").toString();
    private static final int PAGE = 1_000;

    private final EventLog log;
    private final LogTenants logTenants;

    public TenantHistory(EventLog log, LogTenants logTenants) {
        this.log = log;
        this.logTenants = logTenants;
    }

    /**
     * Hands over every event of every tenant, those of one in their order; the last of them may
     * come again after the position that is answered.
     *
     * @return where to go on in the log; before the first event that cannot be read, so that a
     *     follower finds it as it would have
     * @throws dev.hansard.eventstore.StoreUnavailableException if the store cannot be reached
     */
    public long replay(Consumer<RecordedEvent> each) {
        long from = log.head();
        for (String tenant : logTenants.thatHave(OWN)) {
            try {
                replay(AggregateId.tenant(tenant).toString(), each);
            } catch (UnreadableRecordException e) {
                from = Math.min(from, e.position() - 1);
            }
        }
        return from;
    }

    private void replay(String tenant, Consumer<RecordedEvent> each) {
        List<RecordedEvent> page;
        long from = 0;
        do {
            page = log.readAggregate(tenant, from, PAGE);
            page.forEach(each);
            from += page.size();
        } while (page.size() == PAGE);
    }
}
