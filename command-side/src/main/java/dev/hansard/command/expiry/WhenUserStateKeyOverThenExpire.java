package dev.hansard.command.expiry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.user.UserCommand.ExpireUserState;
import dev.hansard.command.activity.Kind;
import dev.hansard.command.dispatch.Order;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Takes keys out of users' state whose time is over; readers have not seen them since then. */
final class WhenUserStateKeyOverThenExpire implements Automation {

    private final DueSweep sweep;

    public WhenUserStateKeyOverThenExpire(DueSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public void run(Instant now) {
        sweep.run(
                Kind.USER_STATE_KEY,
                now,
                due ->
                        Optional.of(
                                Order.unanswered(
                                        new ExpireUserState(
                                                AggregateId.parse(due.aggregateId()),
                                                Objects.requireNonNull(due.key()),
                                                ExpectedVersion.ANY,
                                                now))));
    }
}
