package dev.hansard.query.table;

import dev.hansard.eventstore.FollowerProgress;
import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.WhileLeader;
import dev.hansard.query.reading.Follows;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** Writes one shared table, on the one node that holds its lease. */
public final class TableWriter implements Follows {

    private final AtomicReference<@Nullable LogFollower> writing = new AtomicReference<>();
    private final WhileLeader leader;

    /**
     * @param followers makes the follower of the table, not yet started
     * @param leaders makes what runs while a lease is held
     */
    public TableWriter(
            SharedTable<?, ?> table, DataSource dataSource, Followers followers, Leaders leaders) {
        this.leader =
                leaders.make(new Lease(dataSource, table.name()), () -> write(followers, table));
    }

    /** As the constructor of {@link LogFollower}. */
    @FunctionalInterface
    public interface Followers {
        LogFollower follow(SharedTable<?, ?> table);
    }

    /** As the constructor of {@link WhileLeader}. */
    @FunctionalInterface
    public interface Leaders {
        WhileLeader make(Lease lease, Supplier<? extends AutoCloseable> activity);
    }

    @Override
    public void start() {
        leader.start();
    }

    @Override
    public void close() {
        leader.close();
    }

    /** Progress of this node's writing; empty while another node writes. */
    @Override
    public Optional<FollowerProgress> progress() {
        return Optional.ofNullable(writing.get()).map(LogFollower::progress);
    }

    private AutoCloseable write(Followers followers, SharedTable<?, ?> table) {
        LogFollower follower = followers.follow(table);
        writing.set(follower);
        follower.start();
        return () -> {
            writing.set(null);
            follower.close();
        };
    }
}
