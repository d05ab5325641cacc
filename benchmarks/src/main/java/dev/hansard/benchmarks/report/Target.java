package dev.hansard.benchmarks.report;

import java.util.List;

/**
 * What a figure shall reach.
 *
 * @param key the figure's name in the report
 * @param comparison of what with what
 */
public record Target(String key, Bound bound, double value, String comparison) {

    /** On which side of the value it has to be. */
    public enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤"),
        BELOW("<");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** All targets, in the order in which they are shown. */
    public static final List<Target> ALL =
            List.of(
                    atLeast(
                            "append.ratioToPlainInsert32",
                            1.5,
                            "commands/s of 32 clients ÷ one INSERT per transaction, 32 connections"),
                    atLeast(
                            "append.ratioToPlainInsert256",
                            2,
                            "commands/s of 256 clients ÷ the same"),
                    atLeast(
                            "append.ratioToStockAxonJpa",
                            20,
                            "commands/s ÷ the same commands on Axon's JPA engine"),
                    atLeast(
                            "append.ratioToSpringAiJdbc",
                            8,
                            "commands/s ÷ messages/s into Spring AI's window of 20"),
                    atMost(
                            "append.soloLatencyRatio",
                            1.5,
                            "latency of an append, one client ÷ the INSERT's"),
                    atMost(
                            "session.createLatencyRatio",
                            1.5,
                            "latency of a new session, one client ÷ the INSERT's"),
                    atLeast(
                            "append.protectedRatio",
                            0.85,
                            "commands/s with contents sealed ÷ in clear, the chain made by both"),
                    atMost(
                            "append.growthByLength",
                            1.1,
                            "latency at message 100,000 ÷ at message 10"),
                    atMost(
                            "append.growthByUsers",
                            1.1,
                            "latency with 1,000,000 users known ÷ with 10"),
                    atLeast(
                            "http.appendRatioToEmptyPost",
                            0.5,
                            "appends/s over HTTP ÷ POSTs that are only parsed"),
                    atLeast(
                            "http.readRatioToConstant",
                            0.8,
                            "windows/s over HTTP ÷ as many constant bytes"),
                    new Target(
                            "read.hitNanos",
                            Bound.BELOW,
                            1_000,
                            "one read of a warm window, in ns"),
                    atLeast(
                            "replay.ratioToPlainScan",
                            0.5,
                            "a rebuild from 1,000,000 events ÷ reading their rows"),
                    atMost(
                            "restart.ratio",
                            1.25,
                            "start to ready with 1,000,000 events ÷ on an empty store"),
                    atMost(
                            "lag.p99Millis",
                            10,
                            "from acknowledged to visible at half of the maximum load"),
                    atMost(
                            "memory.ratioToAnswers",
                            1.5,
                            "heap of 100,000 users with 20 messages ÷ their answers"),
                    atMost("memory.bytesPerIdleSession", 500, "heap of a session without state"),
                    new Target(
                            "results.hitNanos",
                            Bound.BELOW,
                            1_000,
                            "one hit on a result in memory, in ns"),
                    atMost(
                            "results.bytesPerEntry",
                            2_048,
                            "heap of a result in memory less the bytes of its answer"),
                    atMost(
                            "table.pageGrowth",
                            1.2,
                            "a page of 100 of 100,000 entries ÷ one of 1,000"),
                    atMost("fork.growth", 1.2, "a fork at message 10,000 ÷ at message 10"),
                    atMost(
                            "expiry.tenThousandSessionsSeconds",
                            10,
                            "until 10,000 sessions due in one second have expired"),
                    atMost("storage.ratioToPayload", 2.5, "disk with all indexes ÷ payload"),
                    atLeast(
                            "audit.streamRatioToCopy",
                            0.15,
                            "bytes/s of the history over HTTP ÷ COPY of its rows"),
                    atLeast(
                            "audit.streamEventsRatioToCopy",
                            0.15,
                            "events/s of the same ÷ of the same"),
                    atLeast(
                            "stream.appendRatio",
                            0.8,
                            "appends/s over HTTP beside 1,000 open streams ÷ without them"),
                    atLeast(
                            "audit.verifyRatioToScan",
                            0.15,
                            "events/s of a verification ÷ reading their rows"));

    /** How far a figure is from it. */
    public String verdict(double reached) {
        return isMetBy(reached)
                ? "met"
                : "missed by %.0f %%".formatted(Math.abs(reached / value - 1) * 100);
    }

    /** The bound as it is written: the sign and the value. */
    public String rule() {
        return bound.sign + " " + Rounded.text(value);
    }

    boolean isMetBy(double reached) {
        return switch (bound) {
            case AT_LEAST -> reached >= value;
            case AT_MOST -> reached <= value;
            case BELOW -> reached < value;
        };
    }

    private static Target atLeast(String key, double value, String comparison) {
        return new Target(key, Bound.AT_LEAST, value, comparison);
    }

    private static Target atMost(String key, double value, String comparison) {
        return new Target(key, Bound.AT_MOST, value, comparison);
    }
}
