package dev.hansard.command.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand;
import dev.hansard.api.conversation.ConversationCommand.AppendMessages;
import dev.hansard.api.conversation.ConversationCommand.ClearConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.DeleteConversation;
import dev.hansard.api.conversation.ConversationCommand.ExpireConversation;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.conversation.ConversationCommand.PatchConversation;
import dev.hansard.api.conversation.ConversationCommand.RemoveMessage;
import dev.hansard.api.conversation.ConversationCommand.UndoCompaction;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.command.aggregate.ObjectRule;
import dev.hansard.command.conversation.Conversation.Deleted;
import dev.hansard.command.conversation.Conversation.Expired;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.conversation.Conversation.NotCreated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of a conversation: what follows from a command, or why it is refused. */
public final class ConversationDecider {

    private final ConversationLimits limits;
    private final ObjectRule metadataRule;

    public ConversationDecider(ConversationLimits limits) {
        this.limits = limits;
        this.metadataRule = new ObjectRule("/metadata", limits.metadataBytes());
    }

    /**
     * The events that a command makes; none when there is nothing to write.
     *
     * @throws Refusal when the command breaks a rule
     */
    public List<ConversationEvent> decide(ConversationCommand command, Conversation state) {
        return switch (command) {
            case OpenConversation open -> open(open, state);
            case AppendMessages append -> append(append, target(command, state));
            case RemoveMessage remove -> remove(remove, target(command, state));
            case PatchConversation patch -> patch(patch, target(command, state));
            case ClearConversation _ -> clear(target(command, state));
            case CompactConversation compact -> compact(compact, target(command, state));
            case UndoCompaction _ -> undo(target(command, state));
            case DeleteConversation _ -> delete(target(command, state));
            case ExpireConversation expire -> expire(expire, state);
        };
    }

    private static Live target(ConversationCommand command, Conversation state) {
        Live live = state.live();
        command.expected().check(live.version());
        return live;
    }

    private List<ConversationEvent> open(OpenConversation open, Conversation state) {
        return switch (state) {
            case NotCreated none -> create(open, none);
            case Live live -> keep(open, live);
            case Expired expired -> reopen(open, expired);
            case Deleted deleted -> throw deleted.refusal();
        };
    }

    private List<ConversationEvent> create(OpenConversation open, NotCreated none) {
        open.expected().check(none.version());
        Settings settings = settings(open);
        var created =
                new ConversationCreated(
                        open.userId(),
                        open.sessionId(),
                        settings.metadata(),
                        settings.ttl(),
                        settings.maxTurnsBeforeCompact(),
                        settings.autoCompact());
        return withFirstMessages(created, open, Tally.EMPTY);
    }

    private static List<ConversationEvent> keep(OpenConversation open, Live live) {
        if (!open.ifAbsent() || !live.userId().equals(open.userId())) {
            throw taken();
        }
        open.expected().check(live.version());
        return List.of();
    }

    private List<ConversationEvent> reopen(OpenConversation open, Expired expired) {
        if (!expired.userId().equals(open.userId())) {
            throw taken();
        }
        open.expected().check(expired.version());
        Settings settings = settings(open);
        long through = expired.tally().lastSequence();
        var reopened =
                new ConversationReopened(
                        through,
                        open.sessionId(),
                        settings.metadata(),
                        settings.ttl(),
                        settings.maxTurnsBeforeCompact(),
                        settings.autoCompact());
        return withFirstMessages(reopened, open, expired.tally().clearedThrough(through));
    }

    private static Refusal taken() {
        return Refusal.of(ErrorCode.ALREADY_EXISTS, "there is a conversation with this id");
    }

    private Settings settings(OpenConversation open) {
        return new Settings(
                metadataRule.check(requireNonNullElse(open.metadata(), Json.EMPTY_OBJECT)),
                requireNonNullElse(open.ttl(), open.defaults().ttl()),
                turns(
                        requireNonNullElse(
                                open.maxTurnsBeforeCompact(),
                                open.defaults().maxTurnsBeforeCompact())),
                requireNonNullElse(open.autoCompact(), open.defaults().autoCompact()));
    }

    private List<ConversationEvent> withFirstMessages(
            ConversationEvent opened, OpenConversation open, Tally tally) {
        List<ConversationEvent> events = new ArrayList<>();
        events.add(opened);
        events.addAll(appended(open.messages(), tally));
        return List.copyOf(events);
    }

    private List<ConversationEvent> append(AppendMessages append, Live live) {
        if (append.messages().isEmpty()) {
            throw Refusal.invalid("/messages", "must not be empty");
        }
        return appended(append.messages(), live.tally());
    }

    private List<ConversationEvent> appended(List<NewMessage> messages, Tally before) {
        if (messages.size() > limits.messagesPerCommand()) {
            throw Refusal.invalid(
                    "/messages", "must not be more than " + limits.messagesPerCommand());
        }
        Set<String> ids = new HashSet<>();
        List<ConversationEvent> events = new ArrayList<>();
        Tally tally = before;
        for (NewMessage message : messages) {
            String pointer = "/messages/" + events.size();
            ObjectRule.checkSize(message.message(), limits.messageBytes(), pointer);
            if (!ids.add(message.messageId())) {
                throw Refusal.invalid(pointer + "/messageId", "must not be there twice");
            }
            MessageAppended appended = tally.next(message);
            events.add(appended);
            tally = tally.after(appended);
        }
        return List.copyOf(events);
    }

    private static List<ConversationEvent> remove(RemoveMessage remove, Live live) {
        if (remove.sequence() == 0) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "no such message");
        }
        if (live.inherited().covers(remove.sequence())) {
            throw Refusal.of(
                    ErrorCode.INHERITED, "only the conversation it was said in can remove it");
        }
        return List.of(live.tally().without(remove.messageId(), remove.sequence(), remove.role()));
    }

    private List<ConversationEvent> patch(PatchConversation patch, Live live) {
        Json metadata = patch.metadata();
        Integer turns = patch.maxTurnsBeforeCompact();
        if (metadata == null
                && patch.ttl() == null
                && turns == null
                && patch.autoCompact() == null) {
            return List.of();
        }
        return List.of(
                new MetadataSet(
                        metadata == null
                                ? null
                                : metadataRule.merge(live.settings().metadata(), metadata),
                        patch.ttl(),
                        turns == null ? null : turns(turns),
                        patch.autoCompact()));
    }

    private static int turns(int given) {
        Preferences.checkTurns("/maxTurnsBeforeCompact", given);
        return given;
    }

    private List<ConversationEvent> compact(CompactConversation compact, Live live) {
        return List.of(Compactions.compact(compact, live.tally(), limits.summaryBytes()));
    }

    private static List<ConversationEvent> undo(Live live) {
        return List.of(Compactions.undo(live.tally().window()));
    }

    private static List<ConversationEvent> clear(Live live) {
        return live.tally().isClear()
                ? List.of()
                : List.of(new ConversationCleared(live.tally().lastSequence()));
    }

    private static List<ConversationEvent> delete(Live live) {
        return List.of(new ConversationDeleted());
    }

    private static List<ConversationEvent> expire(ExpireConversation expire, Conversation state) {
        return switch (state) {
            case Live live when live.settings().ttl().isOver(live.lastActivityAt(), expire.now()) ->
                    List.of(new ConversationExpired(live.lastActivityAt()));
            case Live _, NotCreated _, Expired _, Deleted _ -> List.of();
        };
    }
}
