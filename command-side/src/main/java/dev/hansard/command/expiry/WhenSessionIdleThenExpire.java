package dev.hansard.command.expiry;

import dev.hansard.api.AggregateId;
import dev.hansard.command.activity.Kind;

import java.time.Instant;

/** Expires sessions in which, and in whose conversations, nothing has happened for long enough. */
final class WhenSessionIdleThenExpire implements Automation {

    private final DueSweep sweep;
    private final IdleSession idleSession;

    public WhenSessionIdleThenExpire(DueSweep sweep, IdleSession idleSession) {
        this.sweep = sweep;
        this.idleSession = idleSession;
    }

    @Override
    public void run(Instant now) {
        sweep.run(
                Kind.SESSION,
                now,
                due -> idleSession.expiry(AggregateId.parse(due.aggregateId()), null, now));
    }
}
