package dev.hansard.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.concurrent.TimeUnit;

/** Counts what goes into the log and what does not. */
final class AppendMetrics {

    private final MeterRegistry meters;
    private final Counter events;
    private final Counter bytes;
    private final Timer time;

    AppendMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.events =
                Counter.builder("hansard.events.appended")
                        .description("Events on disk")
                        .register(meters);
        this.bytes =
                Counter.builder("hansard.events.bytes")
                        .description("Plain payload of the events on disk")
                        .baseUnit("bytes")
                        .register(meters);
        this.time =
                Timer.builder("hansard.append.time")
                        .description("From the request to append to its commit")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    void appended(PendingAppend append, long nanos) {
        events.increment(append.events().size());
        bytes.increment(append.events().stream().mapToLong(event -> event.payload().length).sum());
        time.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused(RuntimeException refusal) {
        meters.counter("hansard.append.refused", "reason", reason(refusal)).increment();
    }

    private static String reason(RuntimeException refusal) {
        return switch (refusal) {
            case IdempotencyKeyTakenException _ -> "idempotency-key";
            case NotQuietException _ -> "not-quiet";
            case AlreadyRecordedException _ -> "sequence";
            case DedupeKeyTakenException _ -> "dedupe-key";
            case StoreUnavailableException _ -> "unavailable";
            case OutcomeUnknownException _ -> "outcome-unknown";
            default -> "other";
        };
    }
}
