package dev.hansard.query.audit;

import dev.hansard.api.Refusal;
import dev.hansard.api.events.EventType;
import dev.hansard.api.events.EventTypes;
import dev.hansard.api.json.JsonCodec;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.LogGate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.ObjectWriter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The log of a tenant, event by event: as pages, or as a stream of any length. */
@RestController
final class AuditController {

    private static final ObjectWriter EVENT = JsonCodec.mapper().writerFor(AuditEvent.class);

    private final EventLog log;
    private final LogGate gate;

    AuditController(EventLog log, LogGate gate) {
        this.log = log;
        this.gate = gate;
    }

    @GetMapping(path = "/v1/audit/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Allowed(Permission.AUDIT)
    ResponseEntity<Page<AuditEvent>> events(
            QueryRequest query,
            PageRequest page,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String conversationId,
            @RequestParam(required = false) @Nullable String sessionId,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var wanted = new WantedEvents(userId, conversationId, sessionId);
        EventFilter filter = filter(wanted.filter(query), type, page);
        long position = gate.await(query);
        Span span = Span.of(log, query.tenant(), position, from, to);
        Page<RecordedEvent> found =
                Page.of(page, span.find(filter, page.limit() + 1), RecordedEvent::position);
        List<AuditEvent> data = found.data().stream().map(AuditEvent::of).toList();
        return Answers.at(position, new Page<>(data, found.hasMore(), found.next()));
    }

    /** Streams page after page straight to the client: memory does not grow with the answer. */
    @GetMapping(path = "/v1/audit/events", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Allowed(Permission.AUDIT)
    void stream(
            QueryRequest query,
            PageRequest page,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String conversationId,
            @RequestParam(required = false) @Nullable String sessionId,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wanted = new WantedEvents(userId, conversationId, sessionId);
        EventFilter filter = filter(wanted.filter(query), type, page);
        long left = request.getParameter("limit") == null ? Long.MAX_VALUE : page.limit();
        long position = gate.await(query);
        Span span = Span.of(log, query.tenant(), position, from, to);
        var pages = new PagesAhead(span, filter, left);
        List<RecordedEvent> events = pages.next();
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(Headers.POSITION, Long.toString(position));
        OutputStream out = response.getOutputStream();
        while (!events.isEmpty()) {
            for (RecordedEvent recorded : events) {
                out.write(EVENT.writeValueAsBytes(AuditEvent.of(recorded)));
                out.write('\n');
            }
            events = pages.next();
        }
    }

    private static EventFilter filter(EventFilter wanted, @Nullable String type, PageRequest page) {
        return new EventFilter(
                wanted.tenant(),
                wanted.userId(),
                wanted.aggregateId(),
                wanted.context(),
                type == null ? List.of() : stored(type),
                page.after() == null ? null : page.afterNumber(),
                !page.ascending());
    }

    private static List<String> stored(String type) {
        List<String> stored = EventTypes.shownAs(type).map(EventType::storedName).toList();
        if (stored.isEmpty()) {
            throw Refusal.invalid("type", "is not the name of a type of event");
        }
        return stored;
    }
}
