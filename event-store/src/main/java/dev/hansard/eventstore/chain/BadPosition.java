package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.Parameters;
import dev.hansard.eventstore.SqlFailure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

import javax.sql.DataSource;

/**
 * Finds the first position that is not as it was recorded. Only asked when something is wrong: it
 * may read far.
 */
final class BadPosition {

    private static final String OF_SEQUENCE =
            "select position from event where tenant = ? and tenant_sequence = ?";

    private static final String BEFORE_SEQUENCE =
            """
            select position from event where tenant = ? and tenant_sequence < ?
             order by tenant_sequence desc limit 1""";

    private static final String OUT_OF_ORDER =
            """
            select min(position)
              from (select position, tenant_sequence,
                           lag(tenant_sequence, 1, 0::bigint) over (order by position) as before
                      from event where tenant = ? and position > ?) e
             where tenant_sequence <> before + 1
            having min(position) is not null""";

    private final DataSource dataSource;
    private final EventTable events;
    private final LeafCheck leaves;
    private final String tenant;
    private final long furthest;

    /**
     * @param furthest the last position that was there when the verification began
     */
    BadPosition(DataSource dataSource, EventTable events, String tenant, long furthest) {
        this.dataSource = dataSource;
        this.events = events;
        this.leaves = new LeafCheck(dataSource);
        this.tenant = tenant;
        this.furthest = furthest;
    }

    long of(Finding finding) {
        return switch (finding) {
            case Finding.AtEvent event -> event.position();
            case Finding.AtSequence at ->
                    number(OF_SEQUENCE, at.sequence()).orElseGet(() -> missing(at.sequence()));
            case Finding.Within within ->
                    firstBroken(within.after(), within.before()).orElse(within.before());
            case Finding.OutOfOrder order ->
                    Math.min(
                            firstBroken(order.after(), furthest + 1).orElse(order.before()),
                            number(OUT_OF_ORDER, 0).orElse(order.before()));
        };
    }

    private long missing(long sequence) {
        long after = number(BEFORE_SEQUENCE, sequence).orElse(0);
        return firstBroken(after, furthest + 1).orElse(furthest + 1);
    }

    /**
     * The first position between two at which there is no event, or one of whatever tenant that
     * does not fit its leaf: an event may have been made another tenant's.
     */
    private OptionalLong firstBroken(long after, long before) {
        long[] expected = {after + 1};
        events.stream(
                after,
                before - 1,
                row -> {
                    if (row.position() != expected[0] || !leaves.fits(row)) {
                        return false;
                    }
                    expected[0]++;
                    return true;
                });
        return expected[0] < before ? OptionalLong.of(expected[0]) : OptionalLong.empty();
    }

    private OptionalLong number(String sql, long parameter) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            new Parameters(statement).text(tenant).number(parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            throw SqlFailure.of("verify", e);
        }
    }
}
