package dev.hansard.query.reading;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.EventLog;

/**
 * The door to the log itself. It is never behind: a position that is not there yet was never given
 * out.
 */
public final class LogGate {

    private final EventLog log;

    public LogGate(EventLog log) {
        this.log = log;
    }

    /**
     * The head of the log.
     *
     * @throws Refusal {@link ErrorCode#READ_MODEL_BEHIND} for a position that does not exist
     */
    public long await(QueryRequest query) {
        long head = log.head();
        if (head < query.minPosition()) {
            throw Refusal.of(ErrorCode.READ_MODEL_BEHIND, "the log ends at position " + head);
        }
        return head;
    }
}
