package dev.hansard.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * The one writer of a process: commits together whatever queued while the last commit ran. Nothing
 * waits for a timer, and a caller that waits holds no connection.
 */
final class GroupCommit implements AutoCloseable {

    private final BlockingQueue<Waiting> queue;
    private final Function<List<PendingAppend>, List<AppendOutcome>> writer;
    private final EventStoreSettings settings;
    private final Worker worker;
    private boolean closed;

    /** An append whose caller waits for what becomes of it. */
    private record Waiting(PendingAppend append, CompletableFuture<AppendReceipt> receipt) {

        void settle(AppendOutcome outcome) {
            switch (outcome) {
                case AppendOutcome.Appended(AppendReceipt got) -> receipt.complete(got);
                case AppendOutcome.Refused(RuntimeException reason) ->
                        receipt.completeExceptionally(reason);
            }
        }
    }

    /**
     * @param writer writes appends in one transaction and tells what became of each; what it throws
     *     became of all
     */
    GroupCommit(
            Function<List<PendingAppend>, List<AppendOutcome>> writer,
            EventStoreSettings settings) {
        this.queue = new ArrayBlockingQueue<>(settings.queueLimit());
        this.writer = writer;
        this.settings = settings;
        this.worker = Worker.computing("hansard-append", this::write);
        worker.start();
    }

    /**
     * Waits until an append is on disk, or refused.
     *
     * @throws OverloadedException at once, if the queue is full
     */
    AppendReceipt append(PendingAppend append) {
        var waiting = new Waiting(append, new CompletableFuture<>());
        enqueue(waiting);
        try {
            return waiting.receipt.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }

    int waiting() {
        return queue.size();
    }

    /** Ends the batch in hand and refuses what still waits: nothing of that was written. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        worker.close();
        refuseAll();
    }

    private synchronized void enqueue(Waiting waiting) {
        if (closed) {
            throw closing();
        }
        if (!queue.offer(waiting)) {
            throw new OverloadedException(queue.size());
        }
    }

    private void write() throws InterruptedException {
        List<Waiting> batch = new ArrayList<>();
        while (worker.isRunning()) {
            batch.add(queue.take());
            queue.drainTo(batch, settings.batchLimit() - 1);
            settle(batch);
            batch.clear();
        }
    }

    private void settle(List<Waiting> batch) {
        try {
            List<AppendOutcome> outcomes =
                    writer.apply(batch.stream().map(Waiting::append).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).settle(outcomes.get(i));
            }
        } catch (EventStoreException e) {
            settleOneByOne(batch, e);
        } catch (RuntimeException | Error e) {
            // Also an error: a writer that dies would leave everybody waiting.
            batch.forEach(waiting -> waiting.receipt.completeExceptionally(e));
        }
    }

    /** The store would not take one of them: each alone, so that it hurts nobody else. */
    private void settleOneByOne(List<Waiting> batch, EventStoreException reason) {
        if (batch.size() == 1) {
            batch.getFirst().receipt.completeExceptionally(reason);
            return;
        }
        batch.forEach(waiting -> settle(List.of(waiting)));
    }

    private void refuseAll() {
        List<Waiting> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(waiting -> waiting.receipt.completeExceptionally(closing()));
    }

    private static StoreUnavailableException closing() {
        return new StoreUnavailableException(
                "the event store is closing", new IllegalStateException("closed"));
    }
}
