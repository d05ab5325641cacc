package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import javax.sql.DataSource;

/**
 * The table of events, read row by row.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public final class EventTable {

    /** Fills in the parameters of a statement. */
    interface Binding {
        void bind(Parameters parameters) throws SQLException;
    }

    private final DataSource dataSource;

    public EventTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Rows after a position, in order. */
    public List<EventRow> after(long position, int limit) {
        return rows(
                "where position > ? order by position limit ?",
                parameters -> parameters.number(position).number(limit));
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

    /** The last position recorded before an instant; 0 when there is none. */
    public long lastBefore(Instant instant) {
        return number("select position_before(?)", parameters -> parameters.instant(instant))
                .orElse(0);
    }

    List<EventRow> rows(String clause, Binding binding) {
        return query("select " + EventRow.COLUMNS + " from event " + clause, binding);
    }

    List<EventRow> query(String sql, Binding binding) {
        List<EventRow> events = new ArrayList<>();
        read(sql, binding, row -> events.add(EventRow.of(row)));
        return events;
    }

    private OptionalLong number(String sql, Binding binding) {
        List<Long> found = new ArrayList<>();
        read(sql, binding, row -> found.add(row.getLong(1)));
        return found.stream().mapToLong(Long::longValue).findFirst();
    }

    private void read(String sql, Binding binding, Results.Row consumer) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(IndexScans.ONLY + sql)) {
            binding.bind(new Parameters(statement));
            statement.execute();
            var results = new Results(statement);
            results.skip(IndexScans.RESULTS);
            results.next(consumer);
        } catch (SQLException e) {
            throw SqlFailure.of("read the log", e);
        }
    }
}
