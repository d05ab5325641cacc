package dev.hansard.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The one writer of a process: commits together whatever queued while the last commit ran. Nothing
 * waits for a timer, and a caller that waits holds no connection. One that finds nobody writing and
 * nobody waiting writes at once, on its own thread, which saves two changes of threads.
 */
final class GroupCommit implements AutoCloseable {

    private final BlockingQueue<Waiting> queue;

    /** Wakes the worker: something has been put into the queue. */
    private final Semaphore arrived = new Semaphore(0);

    private final Function<List<PendingAppend>, List<AppendOutcome>> writer;
    private final EventStoreSettings settings;
    private final Worker worker;

    /** Held by whoever writes. */
    private final ReentrantLock writing = new ReentrantLock();

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
        if (!writing.hasQueuedThreads() && writing.tryLock()) {
            try {
                if (queue.isEmpty()) {
                    return writeAlone(append);
                }
            } finally {
                writing.unlock();
            }
        }
        var waiting = new Waiting(append, new CompletableFuture<>());
        enqueue(waiting);
        try {
            return waiting.receipt.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException reason -> throw reason;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private AppendReceipt writeAlone(PendingAppend append) {
        requireOpen();
        return switch (writer.apply(List.of(append)).getFirst()) {
            case AppendOutcome.Appended(AppendReceipt receipt) -> receipt;
            case AppendOutcome.Refused(RuntimeException reason) -> throw reason;
        };
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
        awaitWriter();
    }

    /** Waits for a caller that writes on its own thread. */
    private void awaitWriter() {
        try {
            if (writing.tryLock(Worker.STOP_WITHIN.toNanos(), TimeUnit.NANOSECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw closing();
        }
    }

    private synchronized void enqueue(Waiting waiting) {
        requireOpen();
        if (!queue.offer(waiting)) {
            throw new OverloadedException(queue.size());
        }
        arrived.release();
    }

    private void write() throws InterruptedException {
        List<Waiting> batch = new ArrayList<>();
        while (worker.isRunning()) {
            arrived.acquire();
            arrived.drainPermits();
            while (!queue.isEmpty()) {
                writing.lockInterruptibly();
                try {
                    queue.drainTo(batch, settings.batchLimit());
                    settle(batch);
                } finally {
                    writing.unlock();
                }
                batch.clear();
            }
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
