package dev.hansard.command.activity;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Places of deadlines, the earliest first. Places that no deadline has any more stay until their
 * turn, but never more of them than there are deadlines. Not thread-safe.
 */
final class DueQueue {

    private static final int FIRST_LOOK = 4_096;

    private final PriorityQueue<Due> places = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final Predicate<Due> current;
    private int nextLook = FIRST_LOOK;

    /**
     * @param current whether a deadline still has that place
     */
    DueQueue(Predicate<Due> current) {
        this.current = current;
    }

    void add(Due place) {
        if (places.size() >= nextLook) {
            places.removeIf(current.negate());
            nextLook = Math.max(FIRST_LOOK, 2 * places.size());
        }
        places.add(place);
    }

    /** Takes the first place whose turn has come; null when there is none. */
    @Nullable Due poll(Instant now) {
        Due first = places.peek();
        return first == null || first.at().isAfter(now) ? null : places.poll();
    }

    int size() {
        return places.size();
    }
}
