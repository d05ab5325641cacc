package dev.hansard.query.audit;

import dev.hansard.api.AggregateId;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.EventFilter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Whose events are asked for: every owner may be left out.
 *
 * @param userId only events of this user
 * @param conversationId only events of this conversation
 * @param sessionId only events of this session and of its conversations
 */
public record WantedEvents(
        @Nullable String userId, @Nullable String conversationId, @Nullable String sessionId) {

    /**
     * The filter for those of them that the caller may see, oldest first.
     *
     * @throws dev.hansard.api.Refusal if one is no id, or the user is not the caller's to see
     */
    public EventFilter filter(QueryRequest query) {
        CheckedIds.optional("userId", userId);
        CheckedIds.optional("conversationId", conversationId);
        CheckedIds.optional("sessionId", sessionId);
        String tenant = query.tenant();
        return new EventFilter(
                tenant,
                query.caller().visibleUser(userId),
                conversationId == null
                        ? null
                        : AggregateId.conversation(tenant, conversationId).toString(),
                sessionId == null ? null : AggregateId.session(tenant, sessionId).toString(),
                List.of(),
                null,
                false);
    }
}
