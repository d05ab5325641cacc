package dev.hansard.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import javax.sql.DataSource;

/** The log in PostgreSQL. Thread-safe; each call takes a connection for one statement. */
public final class PostgresEventLog implements EventLog {

    /** A page ends with the event that makes it this large. */
    private static final long PAGE_BYTES = 2 << 20;

    private final EventTable events;
    private final PayloadReader reader;

    /** The log of a store that keeps its contents in clear. */
    public PostgresEventLog(DataSource dataSource, PayloadReader reader) {
        this(dataSource, reader, Seals.NONE);
    }

    /**
     * @param reader makes the payloads, when somebody asks for them
     * @param seals opens them before
     */
    public PostgresEventLog(DataSource dataSource, PayloadReader reader, Seals seals) {
        this.events = new EventTable(dataSource, seals);
        this.reader = reader;
    }

    @Override
    public long head() {
        return events.head();
    }

    @Override
    public List<RecordedEvent> read(long afterPosition, int limit) {
        return recorded(events.after(afterPosition, limit));
    }

    @Override
    public void readPages(
            long afterPosition, long upToPosition, int limit, Predicate<List<RecordedEvent>> each) {
        var pages = new Pages(limit, each);
        events.stream(
                afterPosition, upToPosition, row -> pages.add(recorded(row), row.stored().length));
        pages.end();
    }

    @Override
    public List<RecordedEvent> readAggregate(String aggregateId, long fromSequence, int limit) {
        return recorded(events.ofAggregate(aggregateId, fromSequence, limit));
    }

    @Override
    public List<RecordedEvent> readAggregateBackward(
            String aggregateId, long beforeSequence, int limit) {
        return recorded(
                events.rows(
                        "where aggregate_id = ? and sequence < ? order by sequence desc limit ?",
                        parameters ->
                                parameters.text(aggregateId).number(beforeSequence).number(limit)));
    }

    @Override
    public Optional<RecordedEvent> findByDedupeKey(String aggregateId, String dedupeKey) {
        return findByDedupeKeys(aggregateId, List.of(dedupeKey)).stream().findFirst();
    }

    @Override
    public List<RecordedEvent> findByDedupeKeys(String aggregateId, Collection<String> dedupeKeys) {
        return recorded(
                events.query(
                        EventTable.OF_DEDUPE_KEYS,
                        parameters ->
                                parameters
                                        .text(aggregateId)
                                        .array("text", dedupeKeys, key -> key)));
    }

    @Override
    public List<RecordedEvent> findByKeyKind(
            String aggregateId, String kind, long fromSequence, int limit) {
        return recorded(
                events.query(
                        EventTable.OF_KEY_KIND,
                        parameters ->
                                parameters
                                        .text(aggregateId)
                                        .text(kind)
                                        .number(fromSequence)
                                        .number(limit)));
    }

    @Override
    public Optional<RecordedEvent> at(long position) {
        return first(events.rows("where position = ?", parameters -> parameters.number(position)));
    }

    @Override
    public List<RecordedEvent> at(Collection<Long> positions) {
        return recorded(
                events.rows(
                        "where position = any (?) order by position",
                        parameters -> parameters.array("int8", positions, p -> p)));
    }

    @Override
    public List<RecordedEvent> find(EventFilter filter, int limit) {
        return recorded(events.find(filter, limit));
    }

    @Override
    public long lastSequence(String aggregateId, long upToPosition) {
        return events.sequenceAt(aggregateId, upToPosition);
    }

    /**
     * Events carry microseconds: what was recorded by an instant was so before the next of them.
     */
    @Override
    public long lastRecordedBy(String tenant, Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            // Before every event, and maybe before what PostgreSQL can say.
            return 0;
        }
        return events.lastBefore(
                tenant, instant.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS));
    }

    @Override
    public Instant instantAt(String tenant, long position) {
        return events.instantAt(tenant, position).orElse(Instant.EPOCH);
    }

    private Optional<RecordedEvent> first(List<EventRow> rows) {
        return rows.stream().map(this::recorded).findFirst();
    }

    private List<RecordedEvent> recorded(List<EventRow> rows) {
        return rows.stream().map(this::recorded).toList();
    }

    private RecordedEvent recorded(EventRow row) {
        return new RecordedEvent(
                row.position(),
                row.eventId().toString(),
                row.tenant(),
                row.tenantSequence(),
                row.aggregateType(),
                row.aggregateId(),
                row.sequence(),
                row.type(),
                row.revision(),
                row.recordedAt(),
                row.userId(),
                row.context(),
                row.dedupeKey(),
                row.actorKeyId(),
                row.actorRole(),
                row.correlationId(),
                row.causationId(),
                row.idempotencyKey(),
                row.leaf(),
                row::plainPayload,
                new PayloadOnce(
                        row.position(), row.type(), row.revision(), row::plainPayload, reader));
    }

    /** Puts pages together out of single events. */
    private static final class Pages {

        private final int limit;
        private final Predicate<List<RecordedEvent>> each;
        private List<RecordedEvent> page = new ArrayList<>();
        private long bytes;
        private boolean wanted = true;

        Pages(int limit, Predicate<List<RecordedEvent>> each) {
            this.limit = limit;
            this.each = each;
        }

        boolean add(RecordedEvent event, int size) {
            page.add(event);
            bytes += size;
            if (page.size() == limit || bytes >= PAGE_BYTES) {
                end();
            }
            return wanted;
        }

        void end() {
            if (wanted && !page.isEmpty()) {
                wanted = each.test(page);
                page = new ArrayList<>();
                bytes = 0;
            }
        }
    }
}
