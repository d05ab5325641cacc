package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.command.conversation.Conversation.Expired;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.eventstore.EnvelopeKeys;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** What the log keeps around an event of a conversation. */
final class ConversationEnvelope {

    private ConversationEnvelope() {}

    private record Owner(String userId, @Nullable String sessionId) {}

    /**
     * The metadata of an event.
     *
     * @param before the state it happens to
     */
    static Map<String, String> of(AggregateId id, Conversation before, ConversationEvent event) {
        Map<String, String> envelope = new HashMap<>();
        envelope.put(EnvelopeKeys.TENANT, id.tenant());
        Owner owner = owner(before, event);
        envelope.put(EnvelopeKeys.USER_ID, owner.userId);
        if (owner.sessionId != null) {
            envelope.put(
                    EnvelopeKeys.CONTEXT,
                    AggregateId.session(id.tenant(), owner.sessionId).toString());
        }
        String dedupeKey = dedupeKey(event);
        if (dedupeKey != null) {
            envelope.put(EnvelopeKeys.DEDUPE_KEY, dedupeKey);
        }
        return envelope;
    }

    private static Owner owner(Conversation before, ConversationEvent event) {
        return switch (event) {
            case ConversationCreated created -> new Owner(created.userId(), created.sessionId());
            case ConversationForked forked -> new Owner(forked.userId(), forked.sessionId());
            case ConversationReopened reopened ->
                    new Owner(((Expired) before).userId(), reopened.sessionId());
            case MessageAppended _,
                    MessageRemoved _,
                    ConversationCleared _,
                    ConversationCompacted _,
                    CompactionUndone _,
                    MetadataSet _,
                    ConversationExpired _,
                    ConversationDeleted _ ->
                    new Owner(((Live) before).userId(), ((Live) before).sessionId());
        };
    }

    /** The slash is not in the alphabet of ids: a removal's key is no message's. */
    private static @Nullable String dedupeKey(ConversationEvent event) {
        return switch (event) {
            case MessageAppended appended -> appended.messageId();
            case MessageRemoved removed -> MessageRemoved.key(removed.messageId());
            case ConversationCreated _,
                    ConversationForked _,
                    ConversationReopened _,
                    ConversationCleared _,
                    ConversationCompacted _,
                    CompactionUndone _,
                    MetadataSet _,
                    ConversationExpired _,
                    ConversationDeleted _ ->
                    null;
        };
    }
}
