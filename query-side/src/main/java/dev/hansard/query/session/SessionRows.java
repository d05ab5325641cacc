package dev.hansard.query.session;

import dev.hansard.query.table.OwnedRows;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The rows of all sessions. */
interface SessionRows extends OwnedRows<SessionRow>, JpaSpecificationExecutor<SessionRow> {}
