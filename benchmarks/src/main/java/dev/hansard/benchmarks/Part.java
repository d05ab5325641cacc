package dev.hansard.benchmarks;

import dev.hansard.benchmarks.append.AppendPart;
import dev.hansard.benchmarks.audit.AuditPart;
import dev.hansard.benchmarks.expiry.ExpiryPart;
import dev.hansard.benchmarks.forks.ForksPart;
import dev.hansard.benchmarks.http.HttpPart;
import dev.hansard.benchmarks.memory.MemoryPart;
import dev.hansard.benchmarks.read.ReadPart;
import dev.hansard.benchmarks.rebuild.RebuildPart;
import dev.hansard.benchmarks.replay.ReplayPart;
import dev.hansard.benchmarks.restart.RestartPart;
import dev.hansard.benchmarks.results.ResultsPart;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.stream.StreamPart;
import dev.hansard.benchmarks.tables.TablesPart;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured on its own, in the order of a whole run. */
enum Part {
    APPEND(AppendPart::measure, 160),
    READ(ReadPart::measure, 35),
    HTTP(HttpPart::measure, 110),
    REPLAY(ReplayPart::measure, 140),
    RESTART(RestartPart::measure, 120),
    MEMORY(MemoryPart::measure, 90),
    RESULTS(ResultsPart::measure, 20),
    TABLES(TablesPart::measure, 35),
    FORKS(ForksPart::measure, 10),
    EXPIRY(ExpiryPart::measure, 80),
    AUDIT(AuditPart::measure, 45),
    REBUILD(RebuildPart::measure, 25),
    STREAM(StreamPart::measure, 30);

    private static final String ALL = "all";

    private interface Measuring {
        void measure(Run run) throws Exception;
    }

    private final Measuring measuring;
    private final Duration typical;

    /**
     * @param seconds that it takes in a whole run on two cores with nothing else running
     */
    Part(Measuring measuring, int seconds) {
        this.measuring = measuring;
        this.typical = Duration.ofSeconds(seconds);
    }

    /**
     * The parts of a list with commas between; every part for {@code all}.
     *
     * @throws IllegalArgumentException naming what is no part
     */
    static Set<Part> named(String names) {
        if (names.equals(ALL)) {
            return EnumSet.allOf(Part.class);
        }
        return Arrays.stream(names.split(",", -1))
                .map(name -> one(name.strip()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static Part one(String name) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no part; there are %s"
                                                .formatted(name, Arrays.toString(values()))));
    }

    void measure(Run run) throws Exception {
        measuring.measure(run);
    }

    /** How long it takes in a whole run, about. */
    Duration typical() {
        return typical;
    }

    /** Its name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
