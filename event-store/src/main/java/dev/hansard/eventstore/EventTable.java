package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * The table of events, read row by row.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public final class EventTable {

    /** By the hash, which is all that the index has. */
    static final String OF_DEDUPE_KEYS =
            """
            select %s
              from event
             where dedupe_hash(aggregate_id, dedupe_key) = any (array(
                       select dedupe_hash(?, wanted) from unnest(?::text[]) as wanted))
               and dedupe_key is not null"""
                    .formatted(EventRow.COLUMNS);

    /** Along an index of its own, which has nothing but keys with a slash. */
    static final String OF_KEY_KIND =
            """
            select %s
              from event
             where aggregate_id = ? and dedupe_key like '%%/%%'
               and split_part(dedupe_key, '/', 1) = ? and sequence >= ?
             order by sequence limit ?"""
                    .formatted(EventRow.COLUMNS);

    /** All that lies between two positions. */
    static final String STRETCH =
            "select "
                    + EventRow.COLUMNS
                    + " from event where position > %d and position <= %d order by position";

    /** What a tenant has between two of its sequences. */
    private static final String OF_TENANT =
            "select "
                    + EventRow.COLUMNS
                    + " from event where tenant = '%s' and tenant_sequence > %d"
                    + " and tenant_sequence <= %d order by tenant_sequence";

    /** For the transaction: walk the index, so that the first row comes at once. */
    static final String IN_ORDER = "set local enable_seqscan = off; set local enable_sort = off";

    private final DataSource dataSource;
    private final Seals seals;
    private final EventCopy copy;

    /** For who opens no payload that is sealed. */
    public EventTable(DataSource dataSource) {
        this(dataSource, Seals.NONE);
    }

    public EventTable(DataSource dataSource, Seals seals) {
        this.dataSource = dataSource;
        this.seals = seals;
        this.copy = new EventCopy(dataSource, seals);
    }

    /** Rows after a position, in order. */
    public List<EventRow> after(long position, int limit) {
        return rows(
                "where position > ? order by position limit ?",
                parameters -> parameters.number(position).number(limit));
    }

    /**
     * Streams rows, in order: nothing is held back but a few hundred, whose keys are looked up
     * together.
     *
     * @param upTo position of the last row
     * @param each takes a row; false ends the reading
     */
    public void stream(long after, long upTo, Predicate<EventRow> each) {
        copy.stream(connection -> STRETCH.formatted(after, upTo), each);
    }

    /**
     * Streams rows of a tenant in the order of their tenant sequences, as {@link #stream(long,
     * long, Predicate)} does.
     *
     * @param upTo tenant sequence of the last row
     */
    public void streamTenant(String tenant, long after, long upTo, Predicate<EventRow> each) {
        copy.stream(
                connection -> OF_TENANT.formatted(connection.escapeLiteral(tenant), after, upTo),
                each);
    }

    /** Rows of one aggregate from a sequence on, in order. */
    public List<EventRow> ofAggregate(String aggregateId, long fromSequence, int limit) {
        return rows(
                "where aggregate_id = ? and sequence >= ? order by sequence limit ?",
                parameters -> parameters.text(aggregateId).number(fromSequence).number(limit));
    }

    /** Position of the last event; 0 when there is none. */
    public long head() {
        return number("select position from log_head", parameters -> {}).orElse(0);
    }

    /** The last sequence of an aggregate; empty when it has no event. */
    public OptionalLong lastSequence(String aggregateId) {
        return number(
                "select sequence from event where aggregate_id = ? order by sequence desc limit 1",
                parameters -> parameters.text(aggregateId));
    }

    /** The last sequence of each aggregate, as of one moment; of those that have an event. */
    public Map<String, Long> lastSequences(Collection<String> aggregateIds) {
        Map<String, Long> last = new HashMap<>();
        read(
                IndexScans.PLANNED_ONCE
                        + """
                select w.aggregate_id, e.sequence
                  from unnest(?::text[]) as w (aggregate_id),
                       lateral (select sequence from event
                                 where aggregate_id = w.aggregate_id
                                 order by sequence desc limit 1) e""",
                parameters -> parameters.array("text", aggregateIds, id -> id),
                row -> last.put(row.getString(1), row.getLong(2)));
        return last;
    }

    /** The last sequence of an aggregate at or before a position; -1 when there is none. */
    long sequenceAt(String aggregateId, long position) {
        return number(
                        "select aggregate_sequence_at(?, ?)",
                        parameters -> parameters.text(aggregateId).number(position))
                .orElseThrow();
    }

    /**
     * The last position recorded before an instant as a tenant sees it, also of what it brought
     * from another store; 0 when there is none.
     */
    long lastBefore(String tenant, Instant instant) {
        return number(
                        "select tenant_position_before(?, ?)",
                        parameters -> parameters.text(tenant).instant(instant))
                .orElse(0);
    }

    /** When a tenant sees a position as recorded; empty if there is no such position. */
    Optional<Instant> instantAt(String tenant, long position) {
        List<Instant> found = new ArrayList<>();
        read(
                IndexScans.ONLY
                        + """
                select case when tenant = ? then recorded_at
                            else logged_at(position, recorded_at) end
                  from event where position = ?""",
                parameters -> parameters.text(tenant).number(position),
                row -> found.add(LogStateReader.instant(row, 1)));
        return found.stream().findFirst();
    }

    /** The last position recorded before an instant; 0 when there is none. */
    public long lastBefore(Instant instant) {
        return number("select position_before(?)", parameters -> parameters.instant(instant))
                .orElse(0);
    }

    /** Rows that a filter lets through, in the order it asks for. */
    public List<EventRow> find(EventFilter filter, int limit) {
        var query = new FilterQuery(filter, limit);
        return query(query.sql(), query::bind);
    }

    List<EventRow> rows(String clause, Parameters.Binding binding) {
        return query("select " + EventRow.COLUMNS + " from event " + clause, binding);
    }

    List<EventRow> query(String sql, Parameters.Binding binding) {
        List<EventRow> events = new ArrayList<>();
        var keys = new PageKeys(seals);
        read(IndexScans.ONLY + sql, binding, row -> events.add(EventRow.of(row, keys)));
        return events;
    }

    /**
     * The same for what has one plan, and in the same round trip the keys of some owners and of
     * those whose some aggregates are.
     */
    List<EventRow> queryWithKeys(
            String sql,
            Parameters.Binding binding,
            Collection<KeyOwner> owners,
            Collection<String> aggregateIds) {
        List<EventRow> events = new ArrayList<>();
        var pageKeys = new PageKeys(seals);
        Results.Row row = found -> events.add(EventRow.of(found, pageKeys));
        Optional<KeyLookUp> keys = seals.lookUp(owners, aggregateIds);
        if (keys.isEmpty()) {
            read(IndexScans.PLANNED_ONCE + sql, binding, row);
            return events;
        }
        KeyLookUp along = keys.get();
        read(
                IndexScans.PLANNED_ONCE + sql + ";" + along.sql(),
                parameters -> {
                    binding.bind(parameters);
                    along.bind(parameters);
                },
                row,
                along::found);
        along.done();
        return events;
    }

    private OptionalLong number(String sql, Parameters.Binding binding) {
        List<Long> found = new ArrayList<>();
        read(IndexScans.ONLY + sql, binding, row -> found.add(row.getLong(1)));
        return found.stream().mapToLong(Long::longValue).findFirst();
    }

    /** Reads what each statement finds, with {@link IndexScans} ahead. */
    private void read(String sql, Parameters.Binding binding, Results.Row... consumers) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Parameters(statement));
            statement.execute();
            var results = new Results(statement);
            results.skip(IndexScans.RESULTS);
            for (Results.Row consumer : consumers) {
                results.next(consumer);
            }
        } catch (SQLException e) {
            throw SqlFailure.of("read the log", e);
        }
    }
}
