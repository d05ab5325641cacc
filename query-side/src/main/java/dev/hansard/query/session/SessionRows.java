package dev.hansard.query.session;

import dev.hansard.query.table.SharedRows;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The rows of all sessions. */
interface SessionRows extends SharedRows<SessionRow>, JpaSpecificationExecutor<SessionRow> {}
