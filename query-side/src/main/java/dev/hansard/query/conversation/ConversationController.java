package dev.hansard.query.conversation;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
import dev.hansard.api.conversation.ConversationView;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.conversation.ConversationHistory.Entry;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.JsonBytes;
import dev.hansard.query.reading.ViewGate;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** What is read of conversations, but for their windows. */
@RestController
final class ConversationController {

    private final ViewGate gate;
    private final VisibleConversations conversations;
    private final ConversationHistory history;
    private final ConversationLists lists;

    ConversationController(
            ViewGate gate,
            VisibleConversations conversations,
            ConversationHistory history,
            ConversationLists lists) {
        this.gate = gate;
        this.conversations = conversations;
        this.history = history;
        this.lists = lists;
    }

    @GetMapping("/v1/conversations/{conversationId}")
    @Allowed(Permission.QUERY)
    ResponseEntity<ConversationView> conversation(
            QueryRequest query, @PathVariable String conversationId) {
        long position = gate.await(query);
        ConversationModel conversation = conversations.find(query, conversationId);
        return Answers.at(position, conversation.facts().version(), conversation.view());
    }

    @GetMapping("/v1/conversations")
    @Allowed(Permission.QUERY)
    ResponseEntity<Page<ConversationView>> conversations(
            QueryRequest query,
            PageRequest page,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String sessionId,
            @RequestParam(required = false) @Nullable Status status) {
        return lists.list(query, page, userId, sessionId, status);
    }

    @GetMapping("/v1/conversations/{conversationId}/messages")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> history(
            QueryRequest query, @PathVariable String conversationId, PageRequest page) {
        long position = gate.await(query);
        Lineage lineage = conversations.find(query, conversationId).lineage();
        List<Entry> entries =
                history.page(
                        lineage,
                        page.after() == null ? null : page.afterNumber(),
                        !page.ascending(),
                        page.limit() + 1);
        Page<Entry> answer = Page.of(page, entries, Entry::place);
        return Answers.json(position, pageJson(answer));
    }

    @GetMapping("/v1/conversations/{conversationId}/messages/{messageId}")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> message(
            QueryRequest query,
            @PathVariable String conversationId,
            @PathVariable String messageId) {
        long position = gate.await(query);
        Lineage lineage = conversations.find(query, conversationId).lineage();
        Message message =
                history.message(lineage, messageId)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                ErrorCode.NOT_FOUND,
                                                "the conversation has no such message"));
        return Answers.json(position, message.json());
    }

    private static byte[] pageJson(Page<Entry> page) {
        String next = page.next() == null ? "null" : "\"" + page.next() + "\"";
        return new JsonBytes(1_024)
                .add("{\"data\":")
                .addArray(page.data(), entry -> entry.message().json())
                .add(",\"hasMore\":" + page.hasMore() + ",\"next\":" + next + "}")
                .toBytes();
    }
}
