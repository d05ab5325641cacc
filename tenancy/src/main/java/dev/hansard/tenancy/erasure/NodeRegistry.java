package dev.hansard.tenancy.erasure;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.Periodically;
import dev.hansard.eventstore.Statements;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

/**
 * This node among those that hold contents in memory: says how far it has read, and that it may
 * answer for so long. A node that could not say so in time may have missed an erasure, and answers
 * again when it has read on. Thread-safe.
 */
final class NodeRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);

    /** A node that is cut off from the store goes on to answer for so long from its memory. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration BEAT = Duration.ofMillis(500);

    private static final String SAY =
            """
            insert into node (id, position, lease_until)
            values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (id) do update
               set (position, lease_until) = (excluded.position, excluded.lease_until)""";

    private static final String FORGET_OLD =
            "delete from node where lease_until < clock_timestamp() - interval '1 hour'";

    private final UUID id = UUID.randomUUID();
    private final Statements statements;
    private final EventLog log;
    private final LongSupplier position;
    private final List<FollowsToo> others;
    private final Forgetting forgetting;
    private final LongSupplier nanoTime;
    private @Nullable Periodically beats;

    /** When it was last said, and how far this node has to have read before it answers again. */
    private volatile long saidAt;

    private volatile long readUpTo;

    /**
     * @param position up to where all that follows the log on this node has read
     * @param others what else has to have read so far before a receipt is written
     * @param nanoTime as {@link System#nanoTime}
     */
    NodeRegistry(
            DataSource dataSource,
            EventLog log,
            LongSupplier position,
            List<FollowsToo> others,
            Forgetting forgetting,
            LongSupplier nanoTime) {
        this.statements = new Statements(dataSource, "say that this node is there");
        this.log = log;
        this.position = position;
        this.others = List.copyOf(others);
        this.forgetting = forgetting;
        this.nanoTime = nanoTime;
        this.saidAt = nanoTime.getAsLong();
    }

    void start() {
        beat();
        beats = new Periodically("node", BEAT, this::beat);
    }

    /** Whether what is in memory may be answered. */
    boolean mayAnswer() {
        return !isOver() && position.getAsLong() >= readUpTo;
    }

    /** What this node holds goes with it. */
    @Override
    public void close() {
        if (beats != null) {
            beats.close();
        }
        try {
            int _ =
                    statements.update(
                            "delete from node where id = ?", parameters -> parameters.object(id));
        } catch (RuntimeException e) {
            LOG.debug("the node is forgotten when its lease is over", e);
        }
    }

    void beat() {
        long now = nanoTime.getAsLong();
        long read =
                others.stream()
                        .mapToLong(FollowsToo::position)
                        .reduce(position.getAsLong(), Math::min);
        forgetting.again();
        if (isOver()) {
            readUpTo = log.head();
        }
        int _ =
                statements.update(
                        SAY,
                        parameters -> parameters.object(id).number(read).number(LEASE.toMillis()));
        int _ = statements.update(FORGET_OLD, parameters -> {});
        saidAt = now;
    }

    private boolean isOver() {
        return nanoTime.getAsLong() - saidAt > LEASE.toNanos();
    }
}
