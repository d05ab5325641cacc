package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
import dev.hansard.edge.request.QueryRequest;

import java.util.Optional;
import java.util.function.Function;

/** The conversations as far as a caller may see them. */
final class VisibleConversations {

    private final Function<String, Optional<ConversationModel>> conversations;

    /**
     * @param conversations by Axon aggregate identifier; empty for what never existed
     */
    VisibleConversations(Function<String, Optional<ConversationModel>> conversations) {
        this.conversations = conversations;
    }

    /**
     * The conversation that a query names.
     *
     * @throws Refusal {@code not-found} if there is none for this caller, {@code deleted} if it was
     *     deleted
     */
    ConversationModel find(QueryRequest query, String conversationId) {
        AggregateId id = AggregateId.conversation(query.tenant(), conversationId);
        ConversationModel conversation =
                conversations
                        .apply(id.toString())
                        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such conversation"));
        query.caller().checkUser(conversation.facts().userId());
        if (conversation.facts().status() == Status.DELETED) {
            throw Refusal.of(ErrorCode.DELETED, "the conversation was deleted");
        }
        return conversation;
    }
}
