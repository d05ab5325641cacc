package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.Parameters;
import dev.hansard.eventstore.SqlFailure;
import dev.hansard.proof.HashChain;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

/**
 * What the tables say of a tenant at one moment.
 *
 * @param logPosition where the log ends, as its head says
 * @param furthest the last position that the head or an event names
 * @param sequence of the tenant's last event, 0 for none
 * @param head of its chain
 * @param signed sequence of its last signed head, 0 for none
 * @param ends what is wrong with the ends of log and chain
 */
record TenantState(
        long logPosition,
        long furthest,
        long sequence,
        byte[] head,
        long signed,
        List<Finding> ends) {

    /** One statement sees one moment. */
    private static final String READ =
            """
            select coalesce(l.position, 0), coalesce(e.position, 0),
                   l.recorded_at is not distinct from
                       coalesce(logged_at(e.position, e.recorded_at), 'epoch'),
                   coalesce(t.sequence, 0), t.head,
                   coalesce((select max(sequence) from signed_head where tenant = w.tenant), 0),
                   (select position from event
                     where tenant = w.tenant and tenant_sequence > coalesce(t.sequence, 0)
                     order by tenant_sequence limit 1)
              from (select ?::text as tenant) w
              left join log_head l on true
              left join (select position, recorded_at from event order by position desc limit 1) e
                on true
              left join tenant_head t on t.tenant = w.tenant""";

    static TenantState read(DataSource dataSource, String tenant) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ)) {
            new Parameters(statement).text(tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return of(row);
            }
        } catch (SQLException e) {
            throw SqlFailure.of("verify", e);
        }
    }

    boolean hasHead(byte[] other) {
        return Arrays.equals(head, other);
    }

    private static TenantState of(ResultSet row) throws SQLException {
        long logPosition = row.getLong(1);
        long lastPosition = row.getLong(2);
        boolean sameInstant = row.getBoolean(3);
        long sequence = row.getLong(4);
        byte @Nullable [] head = row.getBytes(5);
        long signed = row.getLong(6);
        long beyond = row.getLong(7);
        boolean isBeyond = !row.wasNull();
        List<Finding> ends = new ArrayList<>();
        if (isBeyond) {
            ends.add(
                    new Finding.AtEvent(
                            sequence + 1, beyond, "the chain's head does not cover this event"));
        }
        if (logPosition != lastPosition) {
            ends.add(
                    new Finding.AtEvent(
                            sequence + 1,
                            Math.min(logPosition, lastPosition) + 1,
                            "the log does not end where its head says"));
        } else if (!sameInstant) {
            ends.add(
                    new Finding.AtEvent(
                            sequence + 1,
                            lastPosition,
                            "the log's head names another instant than its last event"));
        }
        if (signed > sequence) {
            ends.add(
                    new Finding.AtSequence(
                            sequence + 1, "a signed head covers events that are gone"));
        }
        return new TenantState(
                logPosition,
                Math.max(logPosition, lastPosition),
                sequence,
                head == null ? HashChain.start() : head,
                signed,
                ends);
    }
}
