package dev.hansard.query.session;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** The rows of all sessions. */
interface SessionRows extends Repository<SessionRow, String>, JpaSpecificationExecutor<SessionRow> {

    Optional<SessionRow> findById(String id);

    List<SessionRow> findAllByIdIn(Iterable<String> ids);
}
