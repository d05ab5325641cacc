package dev.hansard.query.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes events as {@code text/event-stream} has them (WHATWG HTML, server-sent events). JSON of an
 * event has no line break, so each is one line of data.
 */
final class SseWriter {

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final OutputStream out;
    private final boolean whole;

    /**
     * @param whole whether an event shows who caused it
     */
    SseWriter(OutputStream out, boolean whole) {
        this.out = out;
        this.whole = whole;
    }

    void event(LiveEvent event) throws IOException {
        String head = "id:%d\nevent:%s\ndata:".formatted(event.position(), event.type());
        out.write(head.getBytes(UTF_8));
        out.write(whole ? event.whole() : event.forReaders());
        out.write(END);
    }

    /** A comment, which clients ignore. */
    void heartbeat() throws IOException {
        out.write(HEARTBEAT);
        out.flush();
    }

    void flush() throws IOException {
        out.flush();
    }
}
