package dev.hansard.benchmarks.audit;

import java.io.OutputStream;

/** Throws away what is written and keeps how much it was. */
final class LineCount extends OutputStream {

    private long bytes;
    private long lines;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        bytes += length;
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                lines++;
            }
        }
    }

    long bytes() {
        return bytes;
    }

    /** How many have come to their end. */
    long lines() {
        return lines;
    }
}
