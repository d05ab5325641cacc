package dev.hansard.query.stream;

import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.LastingAccess;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.query.audit.WantedEvents;
import dev.hansard.query.reading.LogGate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** The log of a tenant as it grows, for as long as its client reads. */
@RestController
final class StreamController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String AFTER = "after";

    private final OpenStreams streams;
    private final LogGate gate;
    private final LastingAccess access;

    StreamController(OpenStreams streams, LogGate gate, LastingAccess access) {
        this.streams = streams;
        this.gate = gate;
        this.access = access;
    }

    @GetMapping(path = "/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed(Permission.QUERY)
    void stream(
            QueryRequest query,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String conversationId,
            @RequestParam(required = false) @Nullable String sessionId,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        EventFilter wanted = new WantedEvents(userId, conversationId, sessionId).filter(query);
        long head = gate.await(query);
        // A browser that comes back says both: where it began, and how far it got.
        long from =
                lastEventId == null
                        ? position(AFTER, after, head)
                        : position(LAST_EVENT_ID, lastEventId, head);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(Headers.POSITION, Long.toString(head));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            return;
        }
        try (var place = streams.take()) {
            response.flushBuffer();
            boolean whole = Permission.AUDIT.isHeldBy(query.caller().role());
            place.run(
                    wanted,
                    from,
                    new SseWriter(response.getOutputStream(), whole),
                    () -> access.mayGoOn(request) && isAllowed(query, userId));
        }
    }

    /** Whether the user is still one that may come in. */
    private static boolean isAllowed(QueryRequest query, @Nullable String userId) {
        try {
            String _ = query.caller().visibleUser(userId);
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private static long position(String name, @Nullable String value, long head) {
        if (value == null) {
            return head;
        }
        try {
            long position = Long.parseLong(value);
            if (position >= 0 && position <= head) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is none of a position.
        }
        throw Refusal.invalid(name, "must be a position of the log, from 0 to " + head);
    }
}
