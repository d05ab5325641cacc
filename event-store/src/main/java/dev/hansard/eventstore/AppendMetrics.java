package dev.hansard.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.concurrent.TimeUnit;

/** Counts what goes into the log and what does not. */
final class AppendMetrics {

    private final MeterRegistry meters;
    private final Counter events;
    private final Counter bytes;
    private final Timer time;
    private final Timer commit;
    private final DistributionSummary batch;

    AppendMetrics(MeterRegistry meters, GroupCommit group) {
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
        this.commit =
                Timer.builder("hansard.append.commit")
                        .description("One transaction: lock, checks, rows, commit")
                        .register(meters);
        this.batch =
                DistributionSummary.builder("hansard.append.batch")
                        .description("Commands in one commit")
                        .register(meters);
        Gauge.builder("hansard.append.waiting", group, GroupCommit::waiting)
                .description("Commands that wait for the next commit")
                .register(meters);
    }

    void committed(int commands, long nanos) {
        batch.record(commands);
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void appended(PendingAppend append, long nanos) {
        events.increment(append.events().size());
        bytes.increment(
                append.events().stream().mapToLong(event -> event.payload().plain().length).sum());
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
            case OverloadedException _ -> "overloaded";
            case StoreUnavailableException _ -> "unavailable";
            case OutcomeUnknownException _ -> "outcome-unknown";
            default -> "other";
        };
    }
}
