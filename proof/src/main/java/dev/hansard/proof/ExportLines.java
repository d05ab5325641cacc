package dev.hansard.proof;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines. */
public final class ExportLines {

    /** More than the line of the largest event that a store takes. */
    public static final int LONGEST = 96 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long number;

    public ExportLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its line break; null at the end.
     *
     * @throws BadLineException if it is longer than {@link #LONGEST} bytes
     */
    public byte @Nullable [] next() throws IOException, BadLineException {
        number++;
        var line = new ByteArrayOutputStream();
        while (fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + (end - from) > LONGEST) {
                throw new BadLineException(number, "is longer than a line can be");
            }
            if (end < to && line.size() == 0) {
                byte[] whole = Arrays.copyOfRange(buffer, from, end);
                from = end + 1;
                return whole;
            }
            line.write(buffer, from, end - from);
            from = end + 1;
            if (end < to) {
                return line.toByteArray();
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private boolean fill() throws IOException {
        if (from < to) {
            return true;
        }
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
