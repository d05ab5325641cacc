package dev.hansard.eventstore;

import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.AppendContext.Quiet;
import dev.hansard.eventstore.LogState.AnswerKey;
import dev.hansard.eventstore.LogState.Place;
import dev.hansard.eventstore.LogState.TenantHead;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Takes the append lock and reads what stands, in one round trip: the driver sends the statements
 * together, the server runs them one by one, and in READ COMMITTED each sees all that was committed
 * before it began. So what is read after the lock was granted is what the last holder left.
 */
final class LogStateReader {

    private final String sql;

    LogStateReader(Duration lockTimeout) {
        this.sql = AppendLock.take(lockTimeout) + ";" + READ;
    }

    // LIMIT 1 keeps the planner to one look into an index for each row asked about.
    private static final String READ =
            """
            select position, recorded_at, (select erasures from sealing) from log_head;
            select tenant, sequence, head from tenant_head where tenant = any (?);
            select w.tenant, w.key, k.*
              from unnest(?::text[], ?::text[]) as w (tenant, key),
                   lateral (select request_hash, answer, first_position, last_position, recorded_at
                              from kept_answer
                             where tenant = w.tenant and idempotency_key = w.key and kept_at > ?
                             limit 1) k;
            select w.aggregate_id, w.sequence
              from unnest(?::text[], ?::bigint[]) as w (aggregate_id, sequence),
                   lateral (select from event
                             where aggregate_id = w.aggregate_id and sequence = w.sequence
                             limit 1) e;
            select w.aggregate_id, w.dedupe_key
              from unnest(?::text[], ?::text[]) as w (aggregate_id, dedupe_key),
                   lateral (select from event
                             where dedupe_hash(aggregate_id, dedupe_key)
                                     = dedupe_hash(w.aggregate_id, w.dedupe_key)
                               and dedupe_key is not null
                             limit 1) e;
            select w.context, greatest(
                     0,
                     (select e.position from event e where e.context = w.context
                       order by +e.position desc limit 1),
                     (select e.position from event e where e.aggregate_id = w.context
                       order by e.sequence desc limit 1))
              from unnest(?::text[]) as w (context)""";

    /**
     * What stands, for these appends.
     *
     * @param forgotten answers kept before or at this instant count no more
     */
    LogState read(Connection connection, List<PendingAppend> appends, Instant forgotten)
            throws SQLException {
        List<PendingEvent> events = appends.stream().flatMap(a -> a.events().stream()).toList();
        List<PendingEvent> keyed = events.stream().filter(e -> e.dedupeKey() != null).toList();
        List<Idempotency> keys =
                appends.stream().map(PendingAppend::idempotency).filter(Objects::nonNull).toList();
        List<Quiet> quiet = appends.stream().flatMap(a -> a.quiet().stream()).toList();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var parameters = new Parameters(statement);
            parameters.array("text", distinct(events, PendingEvent::tenant), Function.identity());
            parameters.array("text", keys, Idempotency::tenant);
            parameters.array("text", keys, Idempotency::key);
            parameters.instant(forgotten);
            parameters.array("text", events, PendingEvent::aggregateId);
            parameters.array("int8", events, PendingEvent::sequence);
            parameters.array("text", keyed, PendingEvent::aggregateId);
            parameters.array("text", keyed, PendingEvent::dedupeKey);
            parameters.array("text", distinct(quiet, Quiet::context), Function.identity());
            statement.execute();
            return state(statement);
        }
    }

    private static LogState state(PreparedStatement statement) throws SQLException {
        var results = new Results(statement);
        results.skip(AppendLock.RESULTS);
        var state = new LogState();
        results.next(
                row -> {
                    state.position = row.getLong(1);
                    state.recordedAt = instant(row, 2);
                    state.erasures = row.getLong(3);
                });
        results.next(
                row ->
                        state.tenants.put(
                                row.getString(1), new TenantHead(row.getLong(2), row.getBytes(3))));
        results.next(
                row ->
                        state.answers.put(
                                new AnswerKey(row.getString(1), row.getString(2)),
                                KeptAnswers.answer(row, 3)));
        results.next(row -> state.sequences.add(new Place<>(row.getString(1), row.getLong(2))));
        results.next(row -> state.dedupeKeys.add(new Place<>(row.getString(1), row.getString(2))));
        results.next(row -> state.activity.put(row.getString(1), row.getLong(2)));
        return state;
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }

    private static <T> List<String> distinct(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).distinct().toList();
    }
}
