package dev.hansard.query.conversation;

import dev.hansard.api.Status;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of all conversations. */
interface ConversationRows extends Repository<ConversationRow, String> {

    Optional<ConversationRow> findById(String id);

    List<ConversationRow> findAllByIdIn(Iterable<String> ids);

    /** Conversations that were not deleted, by creation, beyond a cursor in either direction. */
    @Query(
            """
            select r from ConversationRow r
            where r.tenant = :tenant and r.status <> dev.hansard.api.Status.DELETED
              and (:userId is null or r.userId = :userId)
              and (:sessionId is null or r.sessionId = :sessionId)
              and (:status is null or r.status = :status)
              and r.createdPosition > :after and r.createdPosition < :before
            """)
    List<ConversationRow> list(
            String tenant,
            @Nullable String userId,
            @Nullable String sessionId,
            @Nullable Status status,
            long after,
            long before,
            Sort order,
            Limit limit);
}
