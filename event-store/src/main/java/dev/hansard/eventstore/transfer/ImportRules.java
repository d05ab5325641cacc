package dev.hansard.eventstore.transfer;

import dev.hansard.eventstore.PayloadReader;
import dev.hansard.proof.EventEnvelope;
import dev.hansard.proof.ExportLine.Event;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What events have to be, beyond being as they were recorded, so that they harm nothing in the
 * store that they come into. Not thread-safe: it goes along the events of one import.
 */
final class ImportRules {

    /** Clocks of two stores differ. The end of the log must not come to lie far in the future. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final String prefix;
    private final PayloadReader reader;
    private final Instant latest;
    private Instant last = Instant.EPOCH;

    ImportRules(String tenant, PayloadReader reader, Clock clock) {
        this.prefix = tenant + "/";
        this.reader = reader;
        this.latest = clock.instant().plus(SKEW);
    }

    /**
     * Checks the next event.
     *
     * @return its payload as an object; null if it has none
     * @throws IllegalArgumentException if it breaks a rule: the message goes on after the line's
     *     number, and quotes nothing
     */
    @Nullable Object check(Event event) {
        EventEnvelope envelope = event.envelope();
        String context = envelope.context();
        require(
                envelope.aggregateId().startsWith(prefix)
                        && (context == null || context.startsWith(prefix)),
                "names something of another tenant");
        require(
                !envelope.recordedAt().isBefore(last),
                "was recorded before the event that it follows");
        require(!envelope.recordedAt().isAfter(latest), "was recorded in the future");
        require(isUuid(envelope.eventId()), "has an event id that is no UUID");
        require(texts(envelope).noneMatch(text -> text.indexOf(0) >= 0), "has a NUL in an id");
        last = envelope.recordedAt();
        return event.content() == null ? null : read(envelope, event.content().payload());
    }

    private Object read(EventEnvelope envelope, byte[] payload) {
        try {
            return reader.read(envelope.type(), envelope.revision(), payload);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("holds an event that this version cannot read", e);
        }
    }

    private static boolean isUuid(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Stream<String> texts(EventEnvelope event) {
        return Stream.of(
                        Stream.of(event.aggregateType(), event.aggregateId(), event.type()),
                        Stream.ofNullable(event.userId()),
                        Stream.ofNullable(event.context()),
                        Stream.ofNullable(event.dedupeKey()),
                        Stream.ofNullable(event.actorKeyId()),
                        Stream.ofNullable(event.actorRole()),
                        Stream.ofNullable(event.correlationId()),
                        Stream.ofNullable(event.causationId()),
                        Stream.ofNullable(event.idempotencyKey()),
                        Stream.ofNullable(event.metadata()))
                .flatMap(text -> text);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
