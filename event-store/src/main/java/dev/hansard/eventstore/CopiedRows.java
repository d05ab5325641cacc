package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Rows out of PostgreSQL's {@code COPY … TO STDOUT (FORMAT BINARY)}: the quickest way to read many.
 * The format is that of the manual, chapter "COPY". Texts that stand in the row before as well, as
 * many do, are made once.
 */
final class CopiedRows {

    private static final int SIGNATURE_AND_FLAGS = 11 + 4;
    private static final short END = -1;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** The column of the row before. */
    private static final class Text {
        private byte[] bytes = new byte[0];
        private String text = "";
    }

    private final Supplier<PageKeys> keys;
    private final Text[] texts = new Text[EventRow.TEXTS];
    private boolean begun;
    private long micros;
    private Instant instant = EPOCH;

    /**
     * @param keys those to the page that a row is of
     */
    CopiedRows(Supplier<PageKeys> keys) {
        this.keys = keys;
        Arrays.setAll(texts, column -> new Text());
    }

    /**
     * The row of one message of the protocol; null at the end.
     *
     * @param message with the columns of {@link EventRow#COLUMNS}
     */
    @Nullable EventRow next(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        if (!begun) {
            begun = true;
            in.position(SIGNATURE_AND_FLAGS);
            skip(in, in.getInt());
        }
        return in.getShort() == END ? null : row(in);
    }

    private EventRow row(ByteBuffer in) {
        return new EventRow(
                number(in),
                number(in),
                number(in),
                instant(number(in)),
                field(in).getInt(),
                field(in).getShort(),
                uuid(field(in)),
                bytes(in),
                text(in, 0),
                text(in, 1),
                text(in, 2),
                text(in, 3),
                optionalText(in, 4),
                optionalText(in, 5),
                optionalText(in, 6),
                optionalText(in, 7),
                optionalText(in, 8),
                optionalText(in, 9),
                optionalText(in, 10),
                optionalText(in, 11),
                optionalText(in, 12),
                bytes(in),
                keys.get());
    }

    /** Passes over the length of a field whose type tells it. */
    private static ByteBuffer field(ByteBuffer in) {
        return skip(in, Integer.BYTES);
    }

    private static long number(ByteBuffer in) {
        return field(in).getLong();
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    private Instant instant(long sinceEpoch) {
        if (sinceEpoch != micros) {
            micros = sinceEpoch;
            instant = EPOCH.plus(sinceEpoch, ChronoUnit.MICROS);
        }
        return instant;
    }

    private String text(ByteBuffer in, int column) {
        return text(in, column, in.getInt());
    }

    private @Nullable String optionalText(ByteBuffer in, int column) {
        int length = in.getInt();
        return length < 0 ? null : text(in, column, length);
    }

    private String text(ByteBuffer in, int column, int length) {
        Text before = texts[column];
        int start = in.position();
        skip(in, length);
        byte[] all = in.array();
        int end = in.position();
        if (!Arrays.equals(before.bytes, 0, before.bytes.length, all, start, end)) {
            before.bytes = Arrays.copyOfRange(all, start, end);
            before.text = new String(before.bytes, StandardCharsets.UTF_8);
        }
        return before.text;
    }

    private static ByteBuffer skip(ByteBuffer in, int bytes) {
        return in.position(in.position() + bytes);
    }
}
