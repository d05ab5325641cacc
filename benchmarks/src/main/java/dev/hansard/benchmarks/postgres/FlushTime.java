package dev.hansard.benchmarks.postgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.hansard.benchmarks.report.Series;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the disk needs to make one page safe: below it no acknowledgement can be. */
public final class FlushTime {

    private static final int PAGE = 8192;
    private static final int TIMES = 200;

    private FlushTime() {}

    /** Median of writing and flushing a page at the end of a file in a directory, in µs. */
    public static double medianMicros(Path directory) throws IOException {
        List<Double> micros = new ArrayList<>();
        try (var file =
                FileChannel.open(directory.resolve("flush-time"), CREATE, WRITE, DELETE_ON_CLOSE)) {
            for (int i = 0; i < TIMES; i++) {
                file.write(ByteBuffer.allocate(PAGE));
                long begin = System.nanoTime();
                file.force(false);
                micros.add((System.nanoTime() - begin) / 1e3);
            }
        }
        return new Series(micros).median();
    }
}
