package dev.hansard.query.stream;

import dev.hansard.api.json.JsonCodec;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.audit.AuditEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.ObjectWriter;

/** An event on its way to any number of clients, made into JSON once for each kind of reader. */
final class LiveEvent {

    private static final int NOT_KNOWN = -1;
    private static final ObjectWriter JSON = JsonCodec.mapper().writerFor(AuditEvent.class);

    private final RecordedEvent recorded;
    private volatile int size = NOT_KNOWN;
    private volatile byte @Nullable [] whole;
    private volatile byte @Nullable [] forReaders;

    LiveEvent(RecordedEvent recorded) {
        this.recorded = recorded;
    }

    RecordedEvent recorded() {
        return recorded;
    }

    long position() {
        return recorded.position();
    }

    String type() {
        return AuditEvent.shownType(recorded);
    }

    /** Bytes of its payload: what waiting for a slow client costs at most. */
    int size() {
        int known = size;
        if (known == NOT_KNOWN) {
            known = recorded.erased() ? 0 : recorded.plainPayload().get().length;
            size = known;
        }
        return known;
    }

    /** The event as auditors see it. */
    byte[] whole() {
        byte[] made = whole;
        if (made == null) {
            made = JSON.writeValueAsBytes(AuditEvent.of(recorded));
            whole = made;
        }
        return made;
    }

    /** Without who caused it. */
    byte[] forReaders() {
        byte[] made = forReaders;
        if (made == null) {
            made = JSON.writeValueAsBytes(AuditEvent.of(recorded).forReaders());
            forReaders = made;
        }
        return made;
    }
}
