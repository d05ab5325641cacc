package dev.hansard.command.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationCommand.UndoCompaction;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.command.conversation.ConversationRequests.Compaction;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Compacts conversations with a summary that the agent made, and takes that back. */
@RestController
public final class CompactionController {

    private final Commands commands;

    CompactionController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/v1/conversations/{conversationId}/compact")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> compact(
            @PathVariable String conversationId,
            @RequestBody Compaction body,
            CommandRequest request) {
        return commands.handle(
                request,
                new CompactConversation(
                        AggregateId.conversation(request.tenant(), conversationId),
                        body.summary(),
                        requireNonNullElse(body.keepLast(), 0),
                        Kept.NONE,
                        Withdrawals.NONE,
                        request.expected(),
                        request.now()),
                ConversationController::done);
    }

    @PostMapping("/v1/conversations/{conversationId}/compact/undo")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> undo(@PathVariable String conversationId, CommandRequest request) {
        return commands.handle(
                request,
                new UndoCompaction(
                        AggregateId.conversation(request.tenant(), conversationId),
                        request.expected(),
                        request.now()),
                ConversationController::done);
    }
}
