package dev.hansard.query.session;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
import dev.hansard.api.session.SessionView;
import dev.hansard.api.state.KeyView;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.value.StateView;
import dev.hansard.query.value.TimedValue;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
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

    @GetMapping("/v1/sessions/{sessionId}")
    @Allowed(Permission.QUERY)
    SessionView session(
            QueryRequest query, @PathVariable String sessionId, HttpServletResponse http) {
        long position = sessions.await(query);
        return answer(position, sessions.find(query, sessionId), http);
    }

    @GetMapping("/v1/users/{userId}/session")
    @Allowed(Permission.QUERY)
    SessionView current(QueryRequest query, @PathVariable String userId, HttpServletResponse http) {
        long position = sessions.await(query);
        return answer(position, sessions.findCurrent(query, userId), http);
    }

    @GetMapping("/v1/sessions/{sessionId}/state")
    @Allowed(Permission.QUERY)
    StateView state(QueryRequest query, @PathVariable String sessionId, HttpServletResponse http) {
        long position = sessions.await(query);
        SessionModel session = sessions.find(query, sessionId);
        StateView state = StateView.of(session.content().state(), clock.instant());
        return Answers.changing(position, session.facts().version(), state, http);
    }

    @GetMapping("/v1/sessions/{sessionId}/state/{key}")
    @Allowed(Permission.QUERY)
    ResponseEntity<KeyView> key(
            QueryRequest query, @PathVariable String sessionId, @PathVariable String key) {
        long position = sessions.await(query);
        TimedValue value = sessions.find(query, sessionId).content().state().get(key);
        if (value == null || !value.isThere(clock.instant())) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the session has no such key");
        }
        return Answers.at(position, value.version(), value.view(key));
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

    /** A session changes by the clock and by its conversations too. */
    private SessionView answer(long position, SessionModel session, HttpServletResponse http) {
        return Answers.changing(
                position, session.facts().version(), session.view(clock.instant()), http);
    }
}
