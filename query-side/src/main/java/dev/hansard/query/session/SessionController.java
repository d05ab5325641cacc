package dev.hansard.query.session;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
import dev.hansard.api.session.SessionView;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is read of sessions. The clock decides here, and only here, which state keys are over. */
@RestController
final class SessionController {

    private final SessionReader sessions;
    private final SessionLists lists;
    private final Clock clock;

    SessionController(SessionReader sessions, SessionLists lists, Clock clock) {
        this.sessions = sessions;
        this.lists = lists;
        this.clock = clock;
    }

    /** All keys of a session. */
    record State(List<StateView> data) {}

    @GetMapping("/v1/sessions/{sessionId}")
    @Allowed(Permission.QUERY)
    ResponseEntity<SessionView> session(
            QueryRequest query, @PathVariable String sessionId, HttpServletResponse http) {
        long position = sessions.await(query);
        return answer(position, sessions.find(query, sessionId), http);
    }

    @GetMapping("/v1/users/{userId}/session")
    @Allowed(Permission.QUERY)
    ResponseEntity<SessionView> current(
            QueryRequest query, @PathVariable String userId, HttpServletResponse http) {
        long position = sessions.await(query);
        return answer(position, sessions.findCurrent(query, userId), http);
    }

    @GetMapping("/v1/sessions/{sessionId}/state")
    @Allowed(Permission.QUERY)
    ResponseEntity<State> state(QueryRequest query, @PathVariable String sessionId) {
        long position = sessions.await(query);
        SessionModel session = sessions.find(query, sessionId);
        Instant now = clock.instant();
        List<StateView> keys =
                session.content().state().entrySet().stream()
                        .filter(key -> key.getValue().isThere(now))
                        .map(key -> StateView.of(key.getKey(), key.getValue()))
                        .toList();
        return Answers.at(position, new State(keys));
    }

    @GetMapping("/v1/sessions/{sessionId}/state/{key}")
    @Allowed(Permission.QUERY)
    ResponseEntity<StateView> key(
            QueryRequest query, @PathVariable String sessionId, @PathVariable String key) {
        long position = sessions.await(query);
        SessionContent.Entry entry = sessions.find(query, sessionId).content().state().get(key);
        if (entry == null || !entry.isThere(clock.instant())) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the session has no such key");
        }
        return Answers.at(position, entry.version(), StateView.of(key, entry));
    }

    @GetMapping("/v1/sessions")
    @Allowed(Permission.QUERY)
    ResponseEntity<Page<SessionView>> sessions(
            QueryRequest query,
            PageRequest page,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable Status status) {
        return lists.list(query, page, userId, status);
    }

    @GetMapping("/v1/stats/sessions")
    @Allowed(Permission.QUERY)
    ResponseEntity<Map<String, Long>> count(
            QueryRequest query, @RequestParam(required = false) @Nullable Status status) {
        return lists.count(query, status);
    }

    /**
     * A session changes without a new version, by the clock and by its conversations: its ETag is
     * for commands, and set where Spring does not make a 304 of it.
     */
    private ResponseEntity<SessionView> answer(
            long position, SessionModel session, HttpServletResponse http) {
        http.setHeader(HttpHeaders.ETAG, Headers.etag(session.facts().version()));
        return Answers.at(position, session.view(clock.instant()));
    }
}
