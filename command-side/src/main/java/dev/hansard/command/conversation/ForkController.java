package dev.hansard.command.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.command.conversation.ConversationRequests.Fork;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Order;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.CommandRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts conversations that go on where another one stood. */
@RestController
public final class ForkController {

    private final Commands commands;
    private final ConversationFromLog conversations;

    ForkController(Commands commands, ConversationFromLog conversations) {
        this.commands = commands;
        this.conversations = conversations;
    }

    @PostMapping("/v1/conversations/{conversationId}/fork")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> fork(
            @PathVariable String conversationId,
            @RequestBody(required = false) @Nullable Fork body,
            CommandRequest request) {
        Fork given = requireNonNullElse(body, Fork.BY_DEFAULT);
        String childId = CheckedIds.optional("/conversationId", given.conversationId());
        var fork =
                new ForkConversation(
                        AggregateId.conversation(request.tenant(), conversationId),
                        AggregateId.conversation(
                                request.tenant(),
                                childId == null ? MadeIds.conversation() : childId),
                        given.at(),
                        request.expected());
        Order<ConversationChange> order =
                Order.<ConversationChange>of(fork, change -> made(change, request))
                        .showing((change, answer, receipt) -> conversations.after(change, receipt));
        return commands.handle(
                request,
                execution ->
                        childId == null
                                ? execution.dispatchNew(fork.child(), order)
                                : execution.dispatch(order));
    }

    private static Opened made(ConversationChange change, CommandRequest request) {
        return new Opened(true, change.id(), change.version(), 0, null, request.now());
    }
}
