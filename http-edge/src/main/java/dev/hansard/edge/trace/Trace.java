package dev.hansard.edge.trace;

import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request belongs to: from Hansard's own headers, else from W3C {@code traceparent}.
 *
 * @param correlationId what all requests of one piece of work share; made if the client has none
 * @param causationId what this request follows from
 */
public record Trace(String correlationId, @Nullable String causationId) {

    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})"
                            + "-[0-9a-f]{2}(-.*)?");

    /** The trace of a request that has passed the filter. */
    public static Trace of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Trace trace ? trace : made();
    }

    /**
     * The trace a request already has, when it comes by once more, or the one of its headers.
     *
     * @throws Refusal if an id is not of 1 to 128 visible ASCII characters
     */
    static Trace find(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Trace trace ? trace : read(request);
    }

    static Trace made() {
        return new Trace(UUID.randomUUID().toString(), null);
    }

    private static Trace read(HttpServletRequest request) {
        String correlationId = id(request, Headers.CORRELATION_ID);
        String causationId = id(request, Headers.CAUSATION_ID);
        String traceparent = request.getHeader("traceparent");
        Matcher parent = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        if (parent.matches()) {
            correlationId = correlationId == null ? parent.group(1) : correlationId;
            causationId = causationId == null ? parent.group(2) : causationId;
        }
        return new Trace(
                correlationId == null ? made().correlationId() : correlationId, causationId);
    }

    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    private static @Nullable String id(HttpServletRequest request, String header) {
        String id = request.getHeader(header);
        if (id != null && !ID.matcher(id).matches()) {
            throw Refusal.invalid(header, "must be 1 to 128 visible ASCII characters");
        }
        return id;
    }
}
