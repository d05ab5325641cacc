package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.AppendOutcome.Appended;
import dev.hansard.eventstore.AppendOutcome.Refused;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * What is written together, and what becomes of each; the transaction itself is tested elsewhere.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GroupCommitTest {

    private static final AppendReceipt RECEIPT = new AppendReceipt(1, 1, Instant.EPOCH);
    private static final PendingAppend APPEND =
            new PendingAppend(List.of(), null, List.of(), new byte[0]);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Integer> batches = new ArrayList<>();
    private final CountDownLatch firstRuns = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @AfterEach
    void stop() {
        letGo.countDown();
        callers.close();
    }

    @Test
    void what_comes_in_while_a_commit_runs_goes_into_the_next_one_together() throws Exception {
        try (var group = new GroupCommit(this::write, EventStoreSettings.DEFAULT)) {
            List<CompletableFuture<AppendReceipt>> results = new ArrayList<>();
            results.add(append(group));
            firstRuns.await();
            IntStream.range(0, 7).forEach(i -> results.add(append(group)));
            await().until(() -> group.waiting() == 7);

            letGo.countDown();

            assertThat(results).allSatisfy(r -> assertThat(r.join()).isEqualTo(RECEIPT));
            assertThat(batches).containsExactly(1, 7);
        }
    }

    @Test
    void one_more_than_the_queue_holds_is_refused_at_once() throws Exception {
        try (var group =
                new GroupCommit(this::write, EventStoreSettings.DEFAULT.withQueueLimit(2))) {
            append(group);
            firstRuns.await();
            append(group);
            append(group);
            await().until(() -> group.waiting() == 2);

            assertThatThrownBy(() -> group.append(APPEND)).isInstanceOf(OverloadedException.class);
            letGo.countDown();
        }
    }

    @Test
    void a_refused_append_does_not_concern_its_neighbours() {
        var refusal = new NotQuietException("x");
        var turn = new int[1];
        try (var group =
                new GroupCommit(
                        appends ->
                                appends.stream()
                                        .<AppendOutcome>map(
                                                append ->
                                                        turn[0]++ % 2 == 0
                                                                ? new Refused(refusal)
                                                                : new Appended(RECEIPT))
                                        .toList(),
                        EventStoreSettings.DEFAULT)) {
            assertThatThrownBy(() -> group.append(APPEND)).isSameAs(refusal);
            assertThat(group.append(APPEND)).isEqualTo(RECEIPT);
        }
    }

    @Test
    void what_the_store_will_not_take_is_tried_alone_so_that_it_hurts_nobody_else()
            throws Exception {
        var poison = new PendingAppend(List.of(), null, List.of(), new byte[] {1});
        try (var group =
                new GroupCommit(
                        appends -> {
                            List<AppendOutcome> outcomes = write(appends);
                            if (appends.contains(poison)) {
                                throw new EventStoreException("will not");
                            }
                            return outcomes;
                        },
                        EventStoreSettings.DEFAULT)) {
            append(group);
            firstRuns.await();
            var good = append(group);
            var bad = CompletableFuture.supplyAsync(() -> group.append(poison), callers);
            await().until(() -> group.waiting() == 2);

            letGo.countDown();

            assertThat(good.join()).isEqualTo(RECEIPT);
            assertThatThrownBy(bad::join).hasCauseInstanceOf(EventStoreException.class);
        }
    }

    @Test
    void an_error_is_told_and_the_writer_goes_on() {
        var turn = new int[1];
        try (var group =
                new GroupCommit(
                        appends -> {
                            if (turn[0]++ == 0) {
                                throw new AssertionError("out of something");
                            }
                            return List.of(new Appended(RECEIPT));
                        },
                        EventStoreSettings.DEFAULT)) {
            assertThatThrownBy(() -> group.append(APPEND)).isInstanceOf(AssertionError.class);
            assertThat(group.append(APPEND)).isEqualTo(RECEIPT);
        }
    }

    @Test
    void at_the_end_what_is_written_goes_on_disk_and_what_waits_is_told_that_it_was_not_written()
            throws Exception {
        var group = new GroupCommit(this::write, EventStoreSettings.DEFAULT);
        var written = append(group);
        firstRuns.await();
        var waiting = append(group);
        await().until(() -> group.waiting() == 1);
        var end = CompletableFuture.runAsync(group::close, callers);

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(end).isNotDone();
        letGo.countDown();
        end.join();
        assertThat(written.join()).isEqualTo(RECEIPT);
        assertThatThrownBy(() -> group.append(APPEND))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void one_that_finds_nobody_writing_writes_on_its_own_thread() {
        var writer = new AtomicReference<Thread>();
        try (var group =
                new GroupCommit(
                        appends -> {
                            writer.set(Thread.currentThread());
                            return List.of(new Appended(RECEIPT));
                        },
                        EventStoreSettings.DEFAULT)) {
            group.append(APPEND);
        }
        assertThat(writer.get()).isSameAs(Thread.currentThread());
    }

    private CompletableFuture<AppendReceipt> append(GroupCommit group) {
        return CompletableFuture.supplyAsync(() -> group.append(APPEND), callers);
    }

    private List<AppendOutcome> write(List<PendingAppend> appends) {
        firstRuns.countDown();
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        batches.add(appends.size());
        return appends.stream().<AppendOutcome>map(append -> new Appended(RECEIPT)).toList();
    }
}
