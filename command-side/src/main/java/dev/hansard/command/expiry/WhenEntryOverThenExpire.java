package dev.hansard.command.expiry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.entry.EntryCommand.ExpireEntry;
import dev.hansard.command.activity.Kind;
import dev.hansard.command.dispatch.Order;

import java.time.Instant;
import java.util.Optional;

/** Takes entries out of tables whose time is over; readers have not seen them since then anyway. */
final class WhenEntryOverThenExpire implements Automation {

    private final DueSweep sweep;

    public WhenEntryOverThenExpire(DueSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public void run(Instant now) {
        sweep.run(
                Kind.ENTRY,
                now,
                due ->
                        Optional.of(
                                Order.unanswered(
                                        new ExpireEntry(
                                                AggregateId.parse(due.aggregateId()),
                                                ExpectedVersion.ANY,
                                                now))));
    }
}
