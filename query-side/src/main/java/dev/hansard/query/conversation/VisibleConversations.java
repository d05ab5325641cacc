package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Status;
import dev.hansard.edge.request.QueryRequest;

/** The conversations as far as a caller may see them. */
final class VisibleConversations {

    private final RecentMessageReader recent;

    VisibleConversations(RecentMessageReader recent) {
        this.recent = recent;
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
                recent.conversation(id.toString())
                        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such conversation"));
        query.caller().checkUser(conversation.facts().userId());
        if (conversation.facts().status() == Status.DELETED) {
            throw Refusal.of(ErrorCode.DELETED, "the conversation was deleted");
        }
        return conversation;
    }
}
