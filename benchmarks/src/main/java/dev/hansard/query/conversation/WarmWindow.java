package dev.hansard.query.conversation;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.query.QueryServiceApplication;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a window costs that is in memory: finding the conversation among a thousand and choosing its
 * last 20 messages, ready to send. In this package because who reads windows is nobody else's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmWindow {

    /** Conversations {@code talk-0} and so on of the database, each longer than a window. */
    public static final int CONVERSATIONS = 1_024;

    private static final WindowLimits WINDOW = WindowLimits.of(null, 20, null, null);

    private final String[] conversations =
            IntStream.range(0, CONVERSATIONS)
                    .mapToObj(i -> "default/conversation/talk-" + i)
                    .toArray(String[]::new);
    private final ConfigurableApplicationContext context;
    private final RecentMessageReader reader;
    private final Windows windows;
    private int next;

    public WarmWindow() {
        context =
                Applications.start(
                        new SpringApplication(QueryServiceApplication.class),
                        Database.ofThisProcess());
        reader = context.getBean(RecentMessageReader.class);
        windows = context.getBean(Windows.class);
    }

    @TearDown
    public void stop() {
        context.close();
    }

    @Benchmark
    public List<?> read() {
        String conversation = conversations[next++ % CONVERSATIONS];
        return windows.of(reader.conversation(conversation).orElseThrow(), WINDOW).messages();
    }
}
