package dev.hansard.command.expiry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.session.SessionCommand.ExpireState;
import dev.hansard.command.activity.Kind;
import dev.hansard.command.dispatch.Order;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Takes keys out of sessions whose time is over; readers have not seen them since then anyway. */
final class WhenStateKeyOverThenExpire implements Automation {

    private final DueSweep sweep;

    public WhenStateKeyOverThenExpire(DueSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public void run(Instant now) {
        sweep.run(
                Kind.STATE_KEY,
                now,
                due ->
                        Optional.of(
                                Order.unanswered(
                                        new ExpireState(
                                                AggregateId.parse(due.aggregateId()),
                                                Objects.requireNonNull(due.key()),
                                                ExpectedVersion.ANY,
                                                now))));
    }
}
