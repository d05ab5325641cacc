package dev.hansard.eventstore;

/**
 * How far a view is.
 *
 * @param position the last position it reflects
 * @param head of the log, as far as known
 * @param eventsPerSecond since the view began to catch up; 0 when it does not
 * @param caughtUp whether it has once reached the head that it found at its start
 */
public record FollowerProgress(
        String view,
        FollowerState state,
        long position,
        long head,
        long eventsPerSecond,
        boolean caughtUp) {

    /** Events still to come. */
    public long lag() {
        return Math.max(0, head - position);
    }
}
