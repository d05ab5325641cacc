package dev.hansard.query.session;

import dev.hansard.api.Status;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of all sessions. */
interface SessionRows extends Repository<SessionRow, String> {

    Optional<SessionRow> findById(String id);

    List<SessionRow> findAllByIdIn(Iterable<String> ids);

    /** Sessions by creation, beyond a cursor in either direction. */
    @Query(
            """
            select r from SessionRow r
            where r.tenant = :tenant
              and (:userId is null or r.userId = :userId)
              and (:status is null or r.status = :status)
              and r.createdPosition > :after and r.createdPosition < :before
            """)
    List<SessionRow> list(
            String tenant,
            @Nullable String userId,
            @Nullable Status status,
            long after,
            long before,
            Sort order,
            Limit limit);

    @Query(
            """
            select count(r) from SessionRow r
            where r.tenant = :tenant and (:status is null or r.status = :status)
              and (:userId is null or r.userId = :userId)
            """)
    long count(String tenant, @Nullable String userId, @Nullable Status status);
}
