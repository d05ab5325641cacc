package dev.hansard.query.conversation;

import dev.hansard.api.Status;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.table.RowFilter;
import dev.hansard.query.table.TableGate;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists of conversations: which, from the table; what they hold, from memory. */
final class ConversationLists {

    private final TableGate gate;
    private final ConversationRows rows;
    private final RecentMessageReader recent;

    ConversationLists(TableGate gate, ConversationRows rows, RecentMessageReader recent) {
        this.gate = gate;
        this.rows = rows;
        this.recent = recent;
    }

    ResponseEntity<Page<ConversationView>> list(
            QueryRequest query,
            PageRequest page,
            @Nullable String userId,
            @Nullable String sessionId,
            @Nullable Status status) {
        CheckedIds.optional("userId", userId);
        CheckedIds.optional("sessionId", sessionId);
        RowFilter filter =
                new RowFilter(
                        query.tenant(),
                        equal(query.caller().visibleUser(userId), sessionId, status),
                        Map.of("status", Status.DELETED));
        long position = gate.await(query);
        List<ConversationRow> found =
                filter.page(
                        rows,
                        page.after() == null ? null : page.afterNumber(),
                        !page.ascending(),
                        page.limit() + 1);
        Page<ConversationRow> answer = Page.of(page, found, ConversationRow::createdPosition);
        return Answers.at(
                position, new Page<>(views(answer.data()), answer.hasMore(), answer.next()));
    }

    private List<ConversationView> views(List<ConversationRow> page) {
        return page.stream()
                .flatMap(row -> recent.conversation(row.id()).stream())
                .map(ConversationModel::view)
                .toList();
    }

    private static Map<String, @Nullable Object> equal(
            @Nullable String userId, @Nullable String sessionId, @Nullable Status status) {
        Map<String, @Nullable Object> equal = new HashMap<>();
        equal.put("userId", userId);
        equal.put("sessionId", sessionId);
        equal.put("status", status);
        return equal;
    }
}
