package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationCommand.AppendMessages;
import dev.hansard.api.conversation.ConversationCommand.ClearConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationCommand.DeleteConversation;
import dev.hansard.api.conversation.ConversationCommand.ExpireConversation;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.conversation.ConversationCommand.PatchConversation;
import dev.hansard.api.conversation.ConversationCommand.RemoveMessage;
import dev.hansard.api.conversation.ConversationCommand.UndoCompaction;
import dev.hansard.api.conversation.ConversationDefaults;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Ann's conversation c1: its commands, events and states in few words, for tests. */
final class Talk {

    static final AggregateId ID = AggregateId.conversation("acme", "c1");
    static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
    static final Ttl HOUR = Ttl.parse("PT1H");
    static final ConversationDefaults DEFAULTS = new ConversationDefaults(HOUR, 2, true);
    static final ConversationCreated CREATED = created(Json.EMPTY_OBJECT);

    private Talk() {}

    static Conversation after(ConversationEvent... events) {
        Conversation state = Conversation.NOT_CREATED;
        for (ConversationEvent event : events) {
            state = Conversation.evolve(state, event, T);
        }
        return state;
    }

    static ConversationCreated created(Json metadata) {
        return new ConversationCreated("ann", null, metadata, HOUR, 2, true);
    }

    static MessageAppended said(long sequence, Role role, int turnCount) {
        String id = "m" + sequence;
        return new MessageAppended(id, sequence, role, turnCount, message(id, role).message());
    }

    static NewMessage message(String messageId, Role role) {
        Json json = Json.trusted("{\"role\":\"%s\",\"content\":\"hi\"}".formatted(role.wireName()));
        return new NewMessage(messageId, role, json);
    }

    static OpenConversation open(NewMessage... messages) {
        return open("ann", false, ExpectedVersion.ANY, messages);
    }

    static OpenConversation openIfAbsent(String userId) {
        return open(userId, true, ExpectedVersion.ANY);
    }

    static OpenConversation open(
            String userId, boolean ifAbsent, ExpectedVersion expected, NewMessage... messages) {
        return new OpenConversation(
                ID,
                ifAbsent,
                userId,
                null,
                null,
                null,
                null,
                null,
                List.of(messages),
                DEFAULTS,
                expected,
                T);
    }

    static OpenConversation openWith(
            @Nullable String sessionId,
            @Nullable Json metadata,
            @Nullable Ttl ttl,
            @Nullable Integer maxTurns,
            @Nullable Boolean autoCompact) {
        return new OpenConversation(
                ID,
                false,
                "ann",
                sessionId,
                metadata,
                ttl,
                maxTurns,
                autoCompact,
                List.of(),
                DEFAULTS,
                ExpectedVersion.ANY,
                T);
    }

    static OpenConversation openIfAbsentIn(String sessionId) {
        return new OpenConversation(
                ID,
                true,
                "ann",
                sessionId,
                null,
                null,
                null,
                null,
                List.of(),
                DEFAULTS,
                ExpectedVersion.ANY,
                T);
    }

    static AppendMessages append(NewMessage... messages) {
        return append(ExpectedVersion.ANY, messages);
    }

    static AppendMessages append(ExpectedVersion expected, NewMessage... messages) {
        return new AppendMessages(ID, List.of(messages), expected, T);
    }

    static RemoveMessage remove(long sequence, Role role) {
        return new RemoveMessage(ID, "m" + sequence, sequence, role, ExpectedVersion.ANY, T);
    }

    static PatchConversation patch(
            @Nullable Json metadata,
            @Nullable Ttl ttl,
            @Nullable Integer maxTurns,
            @Nullable Boolean autoCompact) {
        return new PatchConversation(
                ID, metadata, ttl, maxTurns, autoCompact, ExpectedVersion.ANY, T);
    }

    static ClearConversation clear() {
        return new ClearConversation(ID, ExpectedVersion.ANY, T);
    }

    static CompactConversation compact(String summary) {
        return compact(json(summary), 0, Kept.NONE);
    }

    static CompactConversation compact(Json summary, int keepLast, Kept kept) {
        return new CompactConversation(
                ID, summary, keepLast, kept, Withdrawals.NONE, ExpectedVersion.ANY, T);
    }

    static UndoCompaction undo() {
        return new UndoCompaction(ID, ExpectedVersion.ANY, T);
    }

    static Json json(String text) {
        return Json.trusted('"' + text + '"');
    }

    static DeleteConversation delete() {
        return new DeleteConversation(ID, ExpectedVersion.ANY, T);
    }

    static ExpireConversation expireAt(Instant now) {
        return new ExpireConversation(ID, ExpectedVersion.ANY, now);
    }
}
