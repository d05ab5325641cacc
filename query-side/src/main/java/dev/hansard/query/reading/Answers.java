package dev.hansard.query.reading;

import dev.hansard.edge.Headers;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answers of queries: what was read, and up to where of the log it is true. */
public final class Answers {

    private Answers() {}

    public static <T> ResponseEntity<T> at(long position, T body) {
        return ResponseEntity.ok().header(Headers.POSITION, Long.toString(position)).body(body);
    }

    /** With the version of the one thing that was read. */
    public static <T> ResponseEntity<T> at(long position, long version, T body) {
        return ResponseEntity.ok()
                .header(Headers.POSITION, Long.toString(position))
                .eTag(Headers.etag(version))
                .body(body);
    }

    /** JSON that is ready as bytes. */
    public static ResponseEntity<byte[]> json(long position, byte[] json) {
        return ResponseEntity.ok()
                .header(Headers.POSITION, Long.toString(position))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }
}
