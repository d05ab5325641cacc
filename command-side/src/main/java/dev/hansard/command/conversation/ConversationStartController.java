package dev.hansard.command.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.conversation.ConversationDefaults;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.command.aggregate.Opening;
import dev.hansard.command.conversation.ConversationRequests.NewConversation;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.command.dispatch.Order;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.tenancy.SettingsInEffect;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Starts conversations, reopens expired ones and finds live ones. */
@RestController
public final class ConversationStartController {

    private final Commands commands;
    private final KnownMessages knownMessages;
    private final ConversationFromLog conversations;
    private final ConversationSettings defaults;
    private final SettingsInEffect settings;

    ConversationStartController(
            Commands commands,
            KnownMessages knownMessages,
            ConversationFromLog conversations,
            ConversationSettings defaults,
            SettingsInEffect settings) {
        this.commands = commands;
        this.knownMessages = knownMessages;
        this.conversations = conversations;
        this.defaults = defaults;
        this.settings = settings;
    }

    @PostMapping("/v1/conversations")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> create(@RequestBody NewConversation body, CommandRequest request) {
        String given = CheckedIds.optional("/conversationId", body.conversationId());
        return open(given, false, body, request);
    }

    @PutMapping("/v1/conversations/{conversationId}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> openIfAbsent(
            @PathVariable String conversationId,
            @RequestBody NewConversation body,
            CommandRequest request) {
        String given = body.conversationId();
        if (given != null && !given.equals(conversationId)) {
            throw Refusal.invalid("/conversationId", "must be the one of the path");
        }
        return open(conversationId, true, body, request);
    }

    private ResponseEntity<Object> open(
            @Nullable String given,
            boolean ifAbsent,
            NewConversation body,
            CommandRequest request) {
        String userId = CheckedIds.require("/userId", body.userId());
        request.caller().checkUser(userId);
        AggregateId conversation =
                AggregateId.conversation(
                        request.tenant(), given == null ? MadeIds.conversation() : given);
        String sessionId = CheckedIds.optional("/sessionId", body.sessionId());
        List<NewMessage> messages =
                MessageReader.read(requireNonNullElse(body.messages(), List.of()));
        return commands.handle(
                request,
                execution ->
                        knownMessages.append(
                                conversation,
                                messages,
                                delivery -> {
                                    Order<ConversationChange> order =
                                            order(
                                                    new OpenConversation(
                                                            conversation,
                                                            ifAbsent,
                                                            userId,
                                                            sessionId,
                                                            body.metadata(),
                                                            body.ttl(),
                                                            body.maxTurnsBeforeCompact(),
                                                            body.autoCompact(),
                                                            delivery.fresh(),
                                                            defaults(request),
                                                            request.expected(),
                                                            request.now()));
                                    return given == null
                                            ? execution.dispatchNew(conversation, order)
                                            : execution.dispatch(order);
                                }));
    }

    private ConversationDefaults defaults(CommandRequest request) {
        return defaults.defaults(settings.ttl(request.tenant(), Lifetime.CONVERSATION));
    }

    private Order<ConversationChange> order(OpenConversation open) {
        return Order.<ConversationChange>of(open, change -> opened(change, open))
                .showing((change, answer, receipt) -> conversations.after(change, receipt));
    }

    private static Opened opened(ConversationChange change, OpenConversation open) {
        return new Opened(
                change.opening() != Opening.EXISTING,
                change.id(),
                change.version(),
                0,
                null,
                open.now());
    }
}
