package dev.hansard.eventstore;

import dev.hansard.eventstore.FollowerState.Stopped;

import java.util.List;

/** An event that cannot be read: a follower goes up to it, and there it stays. */
record Obstacle(UnreadableRecordException event) {

    /** What of a page comes before it. */
    List<RecordedEvent> readable(List<RecordedEvent> page) {
        return page.stream().filter(other -> other.position() < event.position()).toList();
    }

    Stopped stopped() {
        Throwable cause = event.getCause();
        String reason = String.valueOf(cause == null ? event.getMessage() : cause.getMessage());
        return new Stopped(event.position(), event.type(), reason);
    }
}
