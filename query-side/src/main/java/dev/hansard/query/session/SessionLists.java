package dev.hansard.query.session;

import dev.hansard.api.Status;
import dev.hansard.api.session.SessionView;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.table.RowFilter;
import dev.hansard.query.table.TableGate;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists and counts of sessions: which, from the table; what they hold, from memory. */
final class SessionLists {

    private final TableGate gate;
    private final SessionRows rows;
    private final Sessions sessions;
    private final Clock clock;

    SessionLists(TableGate gate, SessionRows rows, Sessions sessions, Clock clock) {
        this.gate = gate;
        this.rows = rows;
        this.sessions = sessions;
        this.clock = clock;
    }

    ResponseEntity<Page<SessionView>> list(
            QueryRequest query,
            PageRequest page,
            @Nullable String userId,
            @Nullable Status status) {
        CheckedIds.optional("userId", userId);
        RowFilter filter = filter(query, userId, status);
        long position = gate.await(query);
        List<SessionRow> found =
                filter.page(
                        rows,
                        page.after() == null ? null : page.afterNumber(),
                        !page.ascending(),
                        page.limit() + 1);
        Page<SessionRow> answer = Page.of(page, found, SessionRow::createdPosition);
        return Answers.at(
                position, new Page<>(views(answer.data()), answer.hasMore(), answer.next()));
    }

    ResponseEntity<Map<String, Long>> count(QueryRequest query, @Nullable Status status) {
        RowFilter filter = filter(query, null, status);
        long position = gate.await(query);
        return Answers.at(position, Map.of("count", filter.count(rows)));
    }

    private List<SessionView> views(List<SessionRow> page) {
        Instant now = clock.instant();
        return page.stream()
                .flatMap(row -> sessions.session(row.id()).stream())
                .map(session -> session.view(now))
                .toList();
    }

    private static RowFilter filter(
            QueryRequest query, @Nullable String userId, @Nullable Status status) {
        Map<String, @Nullable Object> equal = new HashMap<>();
        equal.put("userId", query.caller().visibleUser(userId));
        equal.put("status", status);
        return new RowFilter(query.tenant(), equal, Map.of());
    }
}
