package dev.hansard.command.expiry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.conversation.ConversationCommand.ExpireConversation;
import dev.hansard.command.activity.Kind;
import dev.hansard.command.dispatch.Order;

import java.time.Instant;
import java.util.Optional;

/** Expires conversations in which nothing has happened for their time to live. */
final class WhenConversationIdleThenExpire implements Automation {

    private final DueSweep sweep;

    public WhenConversationIdleThenExpire(DueSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public void run(Instant now) {
        sweep.run(
                Kind.CONVERSATION,
                now,
                due ->
                        Optional.of(
                                Order.unanswered(
                                        new ExpireConversation(
                                                AggregateId.parse(due.aggregateId()),
                                                ExpectedVersion.ANY,
                                                now))));
    }
}
