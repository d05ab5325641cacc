package dev.hansard.query.audit;

import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.RecordedEvent;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Events page by page, to any length: each page is read and opened while the one before is worked
 * on. So two are in memory. Not thread-safe.
 */
final class PagesAhead {

    private static final int PAGE = 500;

    private final Span span;
    private EventFilter filter;
    private long left;
    private CompletableFuture<List<RecordedEvent>> coming;

    /**
     * @param limit most events of all pages together
     */
    PagesAhead(Span span, EventFilter filter, long limit) {
        this.span = span;
        this.filter = filter;
        this.left = limit;
        this.coming = begin();
    }

    /** The next page; an empty one when there is nothing more. */
    List<RecordedEvent> next() {
        List<RecordedEvent> page = await();
        left -= page.size();
        if (page.isEmpty() || left == 0) {
            coming = CompletableFuture.completedFuture(List.of());
        } else {
            filter = filter.goingOnAfter(page.getLast().position());
            coming = begin();
        }
        return page;
    }

    private List<RecordedEvent> await() {
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private CompletableFuture<List<RecordedEvent>> begin() {
        return CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
    }

    private List<RecordedEvent> read() {
        List<RecordedEvent> page = span.find(filter, (int) Math.min(left, PAGE));
        // To tell that, each has to be opened; whoever shows it finds it open.
        page.forEach(RecordedEvent::erased);
        return page;
    }
}
