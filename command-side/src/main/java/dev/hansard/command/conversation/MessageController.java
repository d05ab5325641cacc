package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand.AppendMessages;
import dev.hansard.api.conversation.ConversationCommand.RemoveMessage;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.conversation.ConversationRequests.NewMessages;
import dev.hansard.command.dispatch.Answer.Appended;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Execution;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.dispatch.Outcome;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.DedupeKeyTakenException;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Appends messages to conversations and removes them. */
@RestController
public final class MessageController {

    private final Commands commands;
    private final KnownMessages knownMessages;
    private final ConversationFromLog conversations;
    private final EventLog log;

    MessageController(
            Commands commands,
            KnownMessages knownMessages,
            ConversationFromLog conversations,
            EventLog log) {
        this.commands = commands;
        this.knownMessages = knownMessages;
        this.conversations = conversations;
        this.log = log;
    }

    @PostMapping("/v1/conversations/{conversationId}/messages")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> append(
            @PathVariable String conversationId,
            @RequestBody NewMessages body,
            CommandRequest request) {
        AggregateId conversation = AggregateId.conversation(request.tenant(), conversationId);
        List<NewMessage> messages = MessageReader.read(body.messages());
        return commands.handle(
                request,
                execution ->
                        knownMessages.append(
                                conversation,
                                messages,
                                delivery -> append(conversation, delivery, request, execution)));
    }

    @DeleteMapping("/v1/conversations/{conversationId}/messages/{messageId}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> remove(
            @PathVariable String conversationId,
            @PathVariable String messageId,
            CommandRequest request) {
        AggregateId conversation = AggregateId.conversation(request.tenant(), conversationId);
        return commands.handle(
                request,
                execution -> {
                    RemoveMessage remove = removal(conversation, messageId, request);
                    try {
                        return execution.dispatch(Order.of(remove, ConversationController::done));
                    } catch (DedupeKeyTakenException e) {
                        throw Refusal.of(ErrorCode.DELETED, "the message was removed before");
                    }
                });
    }

    private Outcome append(
            AggregateId conversation,
            Delivery delivery,
            CommandRequest request,
            Execution execution) {
        List<NewMessage> fresh = delivery.fresh();
        return delivery.lastKnown()
                .filter(last -> fresh.isEmpty())
                .map(last -> execution.unwritten(known(conversation, delivery, last)))
                .orElseGet(
                        () ->
                                execution.dispatch(
                                        Order.<ConversationChange>of(
                                                new AppendMessages(
                                                        conversation,
                                                        fresh,
                                                        request.expected(),
                                                        request.now()),
                                                change -> appended(change, delivery, request))));
    }

    private Appended appended(
            ConversationChange change, Delivery delivery, CommandRequest request) {
        // Only counts are read of it, which do not depend on the time.
        Live after = change.after(request.now()).live();
        Turns turns = conversations.turns(change.id(), after);
        return new Appended(
                true,
                delivery.places(change.appended()),
                turns.count(),
                turns.compactionDue(),
                turns.version());
    }

    /** The first answer: as the conversation was when the last of them had come in. */
    private Appended known(AggregateId conversation, Delivery delivery, RecordedEvent last) {
        Turns turns = conversations.turnsAfter(conversation, last);
        return new Appended(
                false,
                delivery.places(List.of()),
                turns.count(),
                turns.compactionDue(),
                turns.version());
    }

    private RemoveMessage removal(
            AggregateId conversation, String messageId, CommandRequest request) {
        return log.findByDedupeKey(conversation.toString(), messageId)
                .map(event -> (MessageAppended) event.payload())
                .map(message -> removal(conversation, messageId, message, request))
                .orElseGet(
                        () ->
                                new RemoveMessage(
                                        conversation,
                                        messageId,
                                        0,
                                        Role.USER,
                                        request.expected(),
                                        request.now()));
    }

    private static RemoveMessage removal(
            AggregateId conversation,
            String messageId,
            MessageAppended message,
            CommandRequest request) {
        return new RemoveMessage(
                conversation,
                messageId,
                message.sequence(),
                message.role(),
                request.expected(),
                request.now());
    }
}
