package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.table.ComparedTable;

import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Set;

/** The shared table of sessions, held against the log. */
final class ComparedSessionTable extends ComparedTable<SessionFacts, SessionRow> {

    ComparedSessionTable(
            SessionTable table, SessionRows rows, EventLog log, TransactionOperations snapshots) {
        super(table, rows, log, snapshots, Set.of(AggregateId.SESSION));
    }

    /** Its own, and those of the conversations that name it. */
    @Override
    protected EventFilter eventsOf(AggregateId session) {
        return new EventFilter(
                session.tenant(), null, null, session.toString(), List.of(), null, false);
    }

    @Override
    protected String userOf(SessionFacts session) {
        return session.userId();
    }
}
