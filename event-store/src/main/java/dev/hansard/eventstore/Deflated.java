package dev.hansard.eventstore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compressed bytes: the length of the plain ones (four bytes, big-endian), then zlib (RFC 1950),
 * whose checksum tells damage.
 */
public final class Deflated {

    /** The most plain bytes: what claims to be longer is damaged. */
    public static final int MOST_BYTES = 64 << 20;

    /** Much of the gain of the default at a third of its time on large payloads. */
    private static final int LEVEL = 3;

    /** Deflate cannot make more of a byte than 1032. */
    private static final int MOST_GAIN = 1_032;

    private static final int HEADER = Integer.BYTES;

    private Deflated() {}

    /** Compresses; the result may be the longer one. */
    public static byte[] of(byte[] plain) {
        byte[] out = new byte[HEADER + mostLength(plain.length)];
        ByteBuffer.wrap(out).putInt(plain.length);
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(plain);
            deflater.finish();
            int written = deflater.deflate(out, HEADER, out.length - HEADER);
            return Arrays.copyOf(out, HEADER + written);
        } finally {
            deflater.end();
        }
    }

    /**
     * Decompresses what stands from an offset on. Never takes more memory than the plain bytes can
     * have had, whatever stands there.
     *
     * @throws IllegalArgumentException if it is damaged; the message holds no content
     */
    public static byte[] plain(byte[] deflated, int offset) {
        int length = plainLength(deflated, offset);
        byte[] plain = new byte[length];
        Inflater inflater = new Inflater();
        try {
            int start = offset + HEADER;
            inflater.setInput(deflated, start, deflated.length - start);
            int read = inflater.inflate(plain);
            // The end and its checksum are only looked at when something more is asked for.
            int more = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
            if (read != length || more > 0 || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new IllegalArgumentException("not as long as it says");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private static int plainLength(byte[] deflated, int offset) {
        if (deflated.length - offset < HEADER) {
            throw new IllegalArgumentException("shorter than its length");
        }
        int length = ByteBuffer.wrap(deflated).getInt(offset);
        long possible = (deflated.length - offset - HEADER) * (long) MOST_GAIN;
        if (length < 0 || length > Math.min(MOST_BYTES, possible)) {
            throw new IllegalArgumentException("cannot be as long as it says");
        }
        return length;
    }

    /** What zlib needs at most for bytes that cannot be compressed. */
    private static int mostLength(int plainLength) {
        return plainLength + plainLength / 1_000 + 64;
    }
}
