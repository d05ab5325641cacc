package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LeaseTest {

    private static final EventStoreSettings SETTINGS = checking(Duration.ofMillis(20));

    private TestDatabase database;
    private Lease mine;
    private Lease theirs;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
        mine = new Lease(database.dataSource(), "sweep");
        theirs = new Lease(database.anotherNode(), "sweep");
    }

    @AfterEach
    void closeDatabase() {
        mine.close();
        theirs.close();
        database.close();
    }

    @Test
    void one_node_has_the_role_until_it_gives_it_back() {
        assertThat(mine.isHeld()).isFalse();
        assertThat(mine.tryAcquire()).isTrue();
        assertThat(mine.tryAcquire()).isTrue();
        assertThat(theirs.tryAcquire()).isFalse();

        mine.close();

        assertThat(mine.isHeld()).isFalse();
        assertThat(theirs.tryAcquire()).isTrue();
    }

    @Test
    void roles_of_other_names_are_free() {
        mine.tryAcquire();

        try (Lease other = new Lease(database.dataSource(), "write")) {
            assertThat(other.tryAcquire()).isTrue();
        }
    }

    @Test
    void the_role_goes_with_its_connection() {
        mine.tryAcquire();

        killHolders();

        assertThat(mine.isHeld()).isFalse();
        assertThat(theirs.tryAcquire()).isTrue();
    }

    @Test
    void without_a_server_there_is_no_role() {
        var faults = new FaultyDataSource(database.dataSource());
        faults.goDown();

        try (Lease lost = new Lease(faults.dataSource(), "sweep")) {
            assertThat(lost.tryAcquire()).isFalse();
        }
    }

    @Test
    void an_activity_runs_on_one_node_and_moves_to_another_with_the_role() {
        var running = new AtomicInteger();
        var started = new AtomicInteger();
        try (var first = leader(mine, started, running);
                var second = leader(theirs, started, running)) {
            first.start();
            await().untilAsserted(() -> assertThat(running).hasValue(1));
            second.start();

            killHolders();

            await().untilAsserted(() -> assertThat(started).hasValueGreaterThan(1));
            await().untilAsserted(() -> assertThat(running).hasValue(1));
        }
        assertThat(running).hasValue(0);
        assertThat(mine.isHeld() || theirs.isHeld()).isFalse();
    }

    @Test
    void an_activity_that_does_not_start_is_tried_again() {
        var tries = new AtomicInteger();
        var closed = new AtomicInteger();
        try (var leader =
                new WhileLeader(
                        mine,
                        () -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new IllegalStateException();
                            }
                            return () -> {
                                closed.incrementAndGet();
                                throw new IllegalStateException();
                            };
                        },
                        SETTINGS)) {
            leader.start();
            await().untilAsserted(() -> assertThat(tries).hasValue(2));
        }
        assertThat(closed).hasValue(1);
    }

    private static WhileLeader leader(Lease lease, AtomicInteger started, AtomicInteger running) {
        return new WhileLeader(
                lease,
                () -> {
                    started.incrementAndGet();
                    running.incrementAndGet();
                    return running::decrementAndGet;
                },
                SETTINGS);
    }

    private void killHolders() {
        database.execute(
                """
                select pg_terminate_backend(pid, 5000) from pg_locks
                 where locktype = 'advisory' and pid <> pg_backend_pid()
                   and database = (select oid from pg_database
                                    where datname = current_database())""");
    }

    private static EventStoreSettings checking(Duration leaseCheck) {
        var defaults = EventStoreSettings.DEFAULT;
        return new EventStoreSettings(
                defaults.safetyPoll(),
                defaults.lockTimeout(),
                defaults.pageSize(),
                defaults.answerLifetime(),
                defaults.firstRetry(),
                defaults.slowestRetry(),
                defaults.queueLimit(),
                defaults.batchLimit(),
                defaults.compressAbove(),
                leaseCheck);
    }
}
