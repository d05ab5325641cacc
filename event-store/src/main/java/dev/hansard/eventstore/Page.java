package dev.hansard.eventstore;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** A page of a scan, whose payloads are being made on other threads. */
final class Page {

    private final List<RecordedEvent> events;
    private final CompletableFuture<Void> payloads;

    Page(List<RecordedEvent> events) {
        this.events = events;
        this.payloads = CompletableFuture.runAsync(this::makePayloads, ForkJoinPool.commonPool());
    }

    long last() {
        return events.getLast().position();
    }

    /** Whether the event right after a position is in it. */
    boolean holdsNext(long position) {
        return events.getFirst().position() <= position + 1 && position < last();
    }

    /** Its events after a position, once their payloads are made. */
    List<RecordedEvent> after(long position) {
        payloads.join();
        int known = (int) (position + 1 - events.getFirst().position());
        return events.subList(known, events.size());
    }

    private void makePayloads() {
        for (RecordedEvent event : events) {
            try {
                event.payload();
            } catch (ErasedException | UnreadableRecordException e) {
                // Whoever needs this one will meet it again.
            } catch (StoreUnavailableException e) {
                // Nor can the others be opened now; whoever needs them tries again.
                return;
            }
        }
    }
}
