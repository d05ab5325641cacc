package dev.hansard.command.activity;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The moment something is due, which may move, with the one place it has in a queue. A deadline
 * that moves back leaves its place alone: the place is corrected when its turn comes, so that a
 * message in a conversation costs no work in any queue.
 */
final class Deadline {

    private final String aggregateId;
    private final @Nullable String key;
    private @Nullable Instant due;

    /** Its place in the queue; null when it has none. */
    private @Nullable Due queued;

    Deadline(String aggregateId, @Nullable String key) {
        this.aggregateId = aggregateId;
        this.key = key;
    }

    /**
     * Moves it.
     *
     * @param next null for never
     */
    void moveTo(@Nullable Instant next, DueQueue queue) {
        due = next;
        Due place = queued;
        if (next != null && (place == null || next.isBefore(place.at()))) {
            enqueue(next, queue);
        }
    }

    /** The moment; null for never. */
    @Nullable Instant due() {
        return due;
    }

    boolean isQueuedAs(Due place) {
        return place == queued;
    }

    /** Takes its place, whose turn has come, out of the queue. Whether it is due; else it moves. */
    boolean takeTurn(Instant now, DueQueue queue) {
        queued = null;
        Instant moment = due;
        if (moment != null && moment.isAfter(now)) {
            enqueue(moment, queue);
            return false;
        }
        return moment != null;
    }

    /** Puts it back after a turn that did not end it. */
    void returnTo(DueQueue queue) {
        if (queued == null) {
            moveTo(due, queue);
        }
    }

    private void enqueue(Instant at, DueQueue queue) {
        Due place = new Due(at, aggregateId, key);
        queued = place;
        queue.add(place);
    }
}
