package dev.hansard.eventstore;

import java.time.Duration;

/** How long to wait before the next try: twice as long after each failure, up to a limit. */
final class Backoff {

    private final EventStoreSettings settings;
    private Duration next;

    Backoff(EventStoreSettings settings) {
        this.settings = settings;
        this.next = settings.firstRetry();
    }

    Duration next() {
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(settings.slowestRetry()) < 0 ? doubled : settings.slowestRetry();
        return now;
    }

    /** After a success. */
    void reset() {
        next = settings.firstRetry();
    }
}
