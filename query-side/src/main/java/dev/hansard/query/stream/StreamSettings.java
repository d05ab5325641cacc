package dev.hansard.query.stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * The live stream.
 *
 * @param connections most streams that are open at once on one node, 1 to 8,000
 * @param bufferEvents events that may wait for one client, 1 to 100,000; one more ends its stream
 * @param bufferSize bytes of payload that may wait for one client; more ends its stream, unless it
 *     is one event alone
 * @param heartbeat how long a stream is silent at most, 100 ms to 1 min, and how often the key that
 *     opened it is looked at again
 */
@ConfigurationProperties("hansard.stream")
record StreamSettings(
        @DefaultValue("2000") int connections,
        @DefaultValue("1000") int bufferEvents,
        @DefaultValue("4MB") DataSize bufferSize,
        @DefaultValue("15s") Duration heartbeat) {

    private static final int MOST_CONNECTIONS = 8_000;
    private static final int MOST_EVENTS = 100_000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * @throws IllegalArgumentException if a value is out of bounds
     */
    StreamSettings {
        check("connections", connections, MOST_CONNECTIONS);
        check("buffer-events", bufferEvents, MOST_EVENTS);
        if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("hansard.stream.heartbeat must be from 100ms to 1m");
        }
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "hansard.stream.%s must be from 1 to %d".formatted(name, most));
        }
    }
}
