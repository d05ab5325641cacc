package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
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

/** What is read of conversations. */
@RestController
final class ConversationController {

    private final ViewGate gate;
    private final RecentMessageReader recent;
    private final ConversationHistory history;
    private final ConversationLists lists;
    private final int defaultWindow;

    ConversationController(
            ViewGate gate,
            RecentMessageReader recent,
            ConversationHistory history,
            ConversationLists lists,
            int defaultWindow) {
        this.gate = gate;
        this.recent = recent;
        this.history = history;
        this.lists = lists;
        this.defaultWindow = defaultWindow;
    }

    @GetMapping("/v1/conversations/{conversationId}")
    @Allowed(Permission.QUERY)
    ResponseEntity<ConversationView> conversation(
            QueryRequest query, @PathVariable String conversationId) {
        long position = gate.await(query);
        ConversationModel conversation = find(query, conversationId);
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

    @GetMapping("/v1/conversations/{conversationId}/window")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> window(
            QueryRequest query,
            @PathVariable String conversationId,
            @RequestParam(required = false) @Nullable Integer messages,
            @RequestParam(required = false) @Nullable String tokens,
            @RequestParam(required = false) @Nullable String system) {
        if (tokens != null || system != null) {
            throw Refusal.invalid(
                    tokens != null ? "tokens" : "system",
                    "is not supported by this version; windows are by number of messages");
        }
        int limit = messages == null ? defaultWindow : messages;
        if (limit < 1 || limit > 1_000) {
            throw Refusal.invalid("messages", "must be a number from 1 to 1000");
        }
        long position = gate.await(query);
        ConversationModel conversation = find(query, conversationId);
        return Answers.json(position, windowJson(conversation, limit));
    }

    @GetMapping("/v1/conversations/{conversationId}/messages")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> history(
            QueryRequest query, @PathVariable String conversationId, PageRequest page) {
        long position = gate.await(query);
        ConversationFacts facts = find(query, conversationId).facts();
        List<Entry> entries =
                history.page(
                        facts,
                        page.after() == null ? null : page.afterNumber(),
                        !page.ascending(),
                        page.limit() + 1);
        Page<Entry> answer = Page.of(page, entries, Entry::eventSequence);
        return Answers.json(position, pageJson(answer));
    }

    @GetMapping("/v1/conversations/{conversationId}/messages/{messageId}")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> message(
            QueryRequest query,
            @PathVariable String conversationId,
            @PathVariable String messageId) {
        long position = gate.await(query);
        ConversationFacts facts = find(query, conversationId).facts();
        Message message =
                history.message(facts, messageId)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                ErrorCode.NOT_FOUND,
                                                "the conversation has no such message"));
        if (history.wasRemoved(facts, messageId)) {
            throw Refusal.of(ErrorCode.DELETED, "the message was removed");
        }
        return Answers.json(position, message.json());
    }

    private ConversationModel find(QueryRequest query, String conversationId) {
        AggregateId id = AggregateId.conversation(query.tenant(), conversationId);
        ConversationModel conversation =
                recent.conversation(id.toString())
                        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such conversation"));
        query.caller().checkUser(conversation.facts().userId());
        if (conversation.facts().status() == Status.DELETED) {
            throw Refusal.of(ErrorCode.DELETED, "the conversation was deleted");
        }
        return conversation;
    }

    private byte[] windowJson(ConversationModel conversation, int limit) {
        ConversationFacts facts = conversation.facts();
        List<Message> messages = recent.window(conversation, limit);
        boolean truncated = messages.size() < facts.liveMessages();
        return new JsonBytes(256 + messages.stream().mapToInt(m -> m.json().length + 1).sum())
                .add("{\"conversationId\":\"" + facts.id().id() + "\",\"messages\":")
                .addArray(messages, Message::json)
                .add(",\"turnCount\":" + facts.turnCount())
                .add(",\"compactionDue\":" + facts.compactionDue())
                .add(truncated ? ",\"truncated\":true}" : "}")
                .toBytes();
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
