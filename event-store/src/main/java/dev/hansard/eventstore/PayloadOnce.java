package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** The payload of an event as an object, read when first asked for and then kept. */
final class PayloadOnce implements Supplier<Object> {

    private final long position;
    private final String type;
    private final int revision;
    private final Supplier<byte[]> plain;
    private final PayloadReader reader;
    private volatile @Nullable Object payload;

    PayloadOnce(
            long position,
            String type,
            int revision,
            Supplier<byte[]> plain,
            PayloadReader reader) {
        this.position = position;
        this.type = type;
        this.revision = revision;
        this.plain = plain;
        this.reader = reader;
    }

    @Override
    public Object get() {
        Object known = payload;
        return known == null ? readOnce() : known;
    }

    /** One after the other: views that are handed the same event ask at the same moment. */
    private synchronized Object readOnce() {
        Object known = payload;
        if (known == null) {
            known = read();
            payload = known;
        }
        return known;
    }

    private Object read() {
        byte[] bytes = plain.get();
        try {
            return reader.read(type, revision, bytes);
        } catch (RuntimeException e) {
            throw new UnreadableRecordException(position, type, e);
        }
    }
}
