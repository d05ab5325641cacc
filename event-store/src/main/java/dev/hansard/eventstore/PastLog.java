package dev.hansard.eventstore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The log as it was when it ended at a position. Whoever reads from it reads the past: the same
 * questions as of the present, by the same indexes, and nothing that has happened since is
 * answered.
 */
public final class PastLog implements EventLog {

    private final EventLog log;
    private final long end;

    /**
     * @param end position of its last event, no further than the log is; 0 for before the first
     */
    public PastLog(EventLog log, long end) {
        this.log = log;
        this.end = end;
    }

    @Override
    public long head() {
        return end;
    }

    @Override
    public List<RecordedEvent> read(long afterPosition, int limit) {
        return thoseOfThen(log.read(afterPosition, limit));
    }

    @Override
    public void readPages(
            long afterPosition, long upToPosition, int limit, Predicate<List<RecordedEvent>> each) {
        log.readPages(afterPosition, Math.min(upToPosition, end), limit, each);
    }

    @Override
    public List<RecordedEvent> readAggregate(String aggregateId, long fromSequence, int limit) {
        return thoseOfThen(log.readAggregate(aggregateId, fromSequence, limit));
    }

    @Override
    public List<RecordedEvent> readAggregateBackward(
            String aggregateId, long beforeSequence, int limit) {
        List<RecordedEvent> page = log.readAggregateBackward(aggregateId, beforeSequence, limit);
        if (page.isEmpty() || wasThere(page.getFirst())) {
            return page;
        }
        return log.readAggregateBackward(
                aggregateId, log.lastSequence(aggregateId, end) + 1, limit);
    }

    @Override
    public Optional<RecordedEvent> findByDedupeKey(String aggregateId, String dedupeKey) {
        return log.findByDedupeKey(aggregateId, dedupeKey).filter(this::wasThere);
    }

    @Override
    public List<RecordedEvent> findByDedupeKeys(String aggregateId, Collection<String> dedupeKeys) {
        return thoseOfThen(log.findByDedupeKeys(aggregateId, dedupeKeys));
    }

    @Override
    public List<RecordedEvent> findByKeyKind(
            String aggregateId, String kind, long fromSequence, int limit) {
        return thoseOfThen(log.findByKeyKind(aggregateId, kind, fromSequence, limit));
    }

    @Override
    public Optional<RecordedEvent> at(long position) {
        return log.at(position).filter(this::wasThere);
    }

    @Override
    public List<RecordedEvent> at(Collection<Long> positions) {
        return thoseOfThen(log.at(positions));
    }

    @Override
    public List<RecordedEvent> find(EventFilter filter, int limit) {
        if (!filter.descending()) {
            return thoseOfThen(log.find(filter, limit));
        }
        Long before = filter.after();
        long begin = before == null ? end + 1 : Math.min(before, end + 1);
        return log.find(filter.goingOnAfter(begin), limit);
    }

    @Override
    public long lastSequence(String aggregateId, long upToPosition) {
        return log.lastSequence(aggregateId, Math.min(upToPosition, end));
    }

    @Override
    public long lastRecordedBy(String tenant, Instant instant) {
        return Math.min(log.lastRecordedBy(tenant, instant), end);
    }

    @Override
    public Instant instantAt(String tenant, long position) {
        return log.instantAt(tenant, Math.min(position, end));
    }

    private boolean wasThere(RecordedEvent recorded) {
        return recorded.position() <= end;
    }

    private List<RecordedEvent> thoseOfThen(List<RecordedEvent> events) {
        return events.stream().filter(this::wasThere).toList();
    }
}
