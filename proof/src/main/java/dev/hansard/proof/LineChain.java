package dev.hansard.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What makes the lines of an export hang together: each begins with SHA-256 over the one of the
 * line before (at first 32 zero bytes) and all of itself that comes after. It tells damage, and
 * where; it is no proof against somebody who makes it anew.
 */
final class LineChain {

    /** Where the part of a line begins that the others do not know. */
    static final int REST;

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] BEFORE = "{\"check\":\"".getBytes(US_ASCII);
    private static final byte[] BEHIND = "\",".getBytes(US_ASCII);
    private static final int DIGITS = 64;

    static {
        REST = BEFORE.length + DIGITS + BEHIND.length;
    }

    private byte[] last = HashChain.start();

    /** The next line, with what makes it the next. */
    byte[] begun(byte[] rest) {
        last = check(rest, 0);
        byte[] line = Arrays.copyOf(frame(), REST + rest.length);
        System.arraycopy(rest, 0, line, REST, rest.length);
        return line;
    }

    /** Whether this is the next line. */
    boolean goesOnWith(byte[] line) {
        if (line.length < REST) {
            return false;
        }
        last = check(line, REST);
        return Arrays.equals(line, 0, REST, frame(), 0, REST);
    }

    private byte[] check(byte[] line, int from) {
        MessageDigest digest = HashChain.sha256();
        digest.update(last);
        digest.update(line, from, line.length - from);
        return digest.digest();
    }

    private byte[] frame() {
        byte[] frame = Arrays.copyOf(BEFORE, REST);
        byte[] digits = HEX.formatHex(last).getBytes(US_ASCII);
        System.arraycopy(digits, 0, frame, BEFORE.length, DIGITS);
        System.arraycopy(BEHIND, 0, frame, BEFORE.length + DIGITS, BEHIND.length);
        return frame;
    }
}
