package dev.hansard.command.expiry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.session.SessionCommand.ExpireSession;
import dev.hansard.command.activity.ActivityIndex;
import dev.hansard.command.activity.Standing;
import dev.hansard.command.dispatch.Order;
import dev.hansard.eventstore.AppendContext.Quiet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * How a session is expired: it cannot know of the activity of its conversations, so the command
 * says what the index has seen, and the store refuses it if anything happened around the session
 * since.
 */
final class IdleSession {

    private final ActivityIndex index;

    public IdleSession(ActivityIndex index) {
        this.index = index;
    }

    /**
     * The command that expires a session if it is idle; empty if it does not live.
     *
     * @param idleFor the idle time that counts; null for the session's own
     */
    public Optional<Order<Object>> expiry(AggregateId session, @Nullable Ttl idleFor, Instant now) {
        return index.standing(session).map(standing -> order(session, standing, idleFor, now));
    }

    private static Order<Object> order(
            AggregateId session, Standing standing, @Nullable Ttl idleFor, Instant now) {
        return Order.unanswered(
                        new ExpireSession(
                                session,
                                standing.lastActivityAt(),
                                idleFor,
                                ExpectedVersion.ANY,
                                now))
                .whileQuiet(new Quiet(session.toString(), standing.position()));
    }
}
