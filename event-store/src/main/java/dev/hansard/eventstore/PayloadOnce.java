package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** The payload of a row as an object, read when first asked for and then kept. */
final class PayloadOnce implements Supplier<Object> {

    private final EventRow row;
    private final PayloadReader reader;
    private volatile @Nullable Object payload;

    PayloadOnce(EventRow row, PayloadReader reader) {
        this.row = row;
        this.reader = reader;
    }

    @Override
    public Object get() {
        Object known = payload;
        if (known == null) {
            known = read();
            payload = known;
        }
        return known;
    }

    private Object read() {
        byte[] plain = row.plainPayload();
        try {
            return reader.read(row.type(), row.revision(), plain);
        } catch (RuntimeException e) {
            throw new UnreadableRecordException(row.position(), row.type(), e);
        }
    }
}
