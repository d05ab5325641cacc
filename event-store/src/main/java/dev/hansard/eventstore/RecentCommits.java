package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The last events that this process committed, as far as they follow each other without a gap: what
 * a follower needs when it keeps up, so that it need not read what was just written. A commit of
 * another node makes a gap; what came before it is forgotten. Thread-safe.
 *
 * <p>A ring: the event at a position has its slot by the position alone.
 */
final class RecentCommits {

    private static final int MOST_EVENTS = 8_192;
    private static final long MOST_BYTES = 16 << 20;

    private final @Nullable RecordedEvent[] slots;
    private final long mostBytes;

    /** The run of events that is there; empty when {@code next} is {@code first}. */
    private long first;

    private long next;
    private long bytes;

    RecentCommits(int mostEvents, long mostBytes) {
        this.slots = new RecordedEvent[mostEvents];
        this.mostBytes = mostBytes;
    }

    static RecentCommits bounded() {
        return new RecentCommits(MOST_EVENTS, MOST_BYTES);
    }

    /** Takes in what was committed: not empty, in order, after all that was added before. */
    synchronized void add(List<RecordedEvent> events) {
        if (events.getFirst().position() != next) {
            clear();
            first = events.getFirst().position();
            next = first;
        }
        for (RecordedEvent event : events) {
            if (next - first == slots.length) {
                forgetFirst();
            }
            slots[slot(next++)] = event;
            bytes += size(event);
        }
        while (bytes > mostBytes) {
            forgetFirst();
        }
    }

    /** Lets go of all. */
    synchronized void clear() {
        while (first < next) {
            forgetFirst();
        }
    }

    /** The events right after a position, at most so many; empty if the next one is not there. */
    synchronized List<RecordedEvent> after(long position, int limit) {
        if (position + 1 < first || position + 1 >= next) {
            return List.of();
        }
        long end = Math.min(next, position + 1 + limit);
        List<RecordedEvent> found = new ArrayList<>((int) (end - position - 1));
        for (long each = position + 1; each < end; each++) {
            found.add(at(each));
        }
        return found;
    }

    private void forgetFirst() {
        bytes -= size(at(first));
        slots[slot(first++)] = null;
    }

    private RecordedEvent at(long position) {
        return Objects.requireNonNull(slots[slot(position)]);
    }

    private int slot(long position) {
        return (int) (position % slots.length);
    }

    private static long size(RecordedEvent event) {
        return event.plainPayload().get().length;
    }
}
