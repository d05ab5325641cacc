package dev.hansard.query.reading;

import dev.hansard.edge.Headers;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
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

    /**
     * The body itself, with the version of something that also changes without a new one, by the
     * clock or with other things. Its ETag is for commands: there is never a 304, which Spring
     * makes of every {@link ResponseEntity} with an ETag that the client has.
     *
     * @param version 0 for no ETag, of what nothing has happened to yet
     */
    public static <T> T changing(long position, long version, T body, HttpServletResponse http) {
        http.setHeader(Headers.POSITION, Long.toString(position));
        if (version > 0) {
            http.setHeader(HttpHeaders.ETAG, Headers.etag(version));
        }
        return body;
    }

    /** JSON that is ready as bytes. */
    public static ResponseEntity<byte[]> json(long position, byte[] json) {
        return ResponseEntity.ok()
                .header(Headers.POSITION, Long.toString(position))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }
}
