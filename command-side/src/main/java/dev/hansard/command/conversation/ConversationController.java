package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.ClearConversation;
import dev.hansard.api.conversation.ConversationCommand.DeleteConversation;
import dev.hansard.api.conversation.ConversationCommand.PatchConversation;
import dev.hansard.command.conversation.ConversationRequests.ConversationPatch;
import dev.hansard.command.dispatch.Answer;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Changes, clears and deletes conversations. */
@RestController
public final class ConversationController {

    private final Commands commands;

    ConversationController(Commands commands) {
        this.commands = commands;
    }

    @PatchMapping("/v1/conversations/{conversationId}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> patch(
            @PathVariable String conversationId,
            @RequestBody ConversationPatch body,
            CommandRequest request) {
        return commands.handle(
                request,
                new PatchConversation(
                        AggregateId.conversation(request.tenant(), conversationId),
                        body.metadata(),
                        body.ttl(),
                        body.maxTurnsBeforeCompact(),
                        body.autoCompact(),
                        request.expected(),
                        request.now()),
                ConversationController::done);
    }

    @PostMapping("/v1/conversations/{conversationId}/clear")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> clear(@PathVariable String conversationId, CommandRequest request) {
        return commands.handle(
                request,
                new ClearConversation(
                        AggregateId.conversation(request.tenant(), conversationId),
                        request.expected(),
                        request.now()),
                ConversationController::done);
    }

    @DeleteMapping("/v1/conversations/{conversationId}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> delete(@PathVariable String conversationId, CommandRequest request) {
        return commands.handle(
                request,
                new DeleteConversation(
                        AggregateId.conversation(request.tenant(), conversationId),
                        request.expected(),
                        request.now()),
                ConversationController::done);
    }

    static Answer done(ConversationChange change) {
        return new Done(change.version());
    }
}
