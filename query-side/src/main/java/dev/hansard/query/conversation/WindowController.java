package dev.hansard.query.conversation;

import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What of a conversation is sent to a model. */
@RestController
final class WindowController {

    private final ViewGate gate;
    private final VisibleConversations conversations;
    private final Windows windows;
    private final int defaultMessages;

    WindowController(
            ViewGate gate,
            VisibleConversations conversations,
            Windows windows,
            int defaultMessages) {
        this.gate = gate;
        this.conversations = conversations;
        this.windows = windows;
        this.defaultMessages = defaultMessages;
    }

    @GetMapping("/v1/conversations/{conversationId}/window")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> window(
            QueryRequest query,
            @PathVariable String conversationId,
            @RequestParam(required = false) @Nullable Integer messages,
            @RequestParam(required = false) @Nullable Integer tokens,
            @RequestParam(required = false) @Nullable String system) {
        WindowLimits limits = WindowLimits.of(messages, defaultMessages, tokens, system);
        long position = gate.await(query);
        ConversationModel conversation = conversations.find(query, conversationId);
        return Answers.json(position, windows.of(conversation, limits).json());
    }
}
