package dev.hansard.query.proof;

import static java.util.Locale.ROOT;

import dev.hansard.eventstore.chain.Verified;
import dev.hansard.query.proof.Verification.Status;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The verifications of all nodes. Whether a node is alive is told by the clock of the database. */
final class VerificationTable {

    /** The newest of a tenant that are kept. */
    private static final int KEPT = 100;

    private static final String FORGET =
            """
            delete from verification
             where id in (select id from verification where tenant = :tenant
                           order by asked_at desc offset %d)
               and finished_at is not null"""
                    .formatted(KEPT);

    private static final String INSERT =
            """
            insert into verification (id, tenant, status, asked_at, seen_at, progress)
            values (:id, :tenant, 'queued', now(), now(), 0)""";

    /** A node that has not said for so long that it is alive has lost what it ran. */
    private static final String FIND =
            """
            select *, finished_at is null and seen_at < now() - interval '20 seconds' as lost
              from verification where tenant = :tenant and id = :id""";

    private static final String FINISH =
            """
            update verification
               set status = 'succeeded', finished_at = :at, progress = 1,
                   events_checked = :checked, first_bad_position = :bad, problem = :problem,
                   unsigned_events = :unsigned, head = :head, keys_trusted = :trusted
             where id = :id""";

    private final JdbcClient jdbc;

    VerificationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes note of a new one; the oldest of its tenant are forgotten. */
    void insert(String id, String tenant) {
        jdbc.sql(FORGET).param("tenant", tenant).update();
        jdbc.sql(INSERT).param("id", id).param("tenant", tenant).update();
    }

    void delete(String id) {
        jdbc.sql("delete from verification where id = :id").param("id", id).update();
    }

    Optional<Verification> find(String tenant, String id) {
        return jdbc.sql(FIND)
                .param("tenant", tenant)
                .param("id", id)
                .query(VerificationTable::verification)
                .optional();
    }

    void start(String id, Instant at) {
        jdbc.sql("update verification set status = 'running', started_at = :at where id = :id")
                .param("id", id)
                .param("at", time(at))
                .update();
    }

    /** Says that the node that runs it is alive, and how far it is. */
    void seen(String id, double progress) {
        jdbc.sql(
                        """
                        update verification set seen_at = now(), progress = :progress
                         where id = :id and finished_at is null""")
                .param("id", id)
                .param("progress", progress)
                .update();
    }

    void succeed(String id, Instant at, Verified result) {
        jdbc.sql(FINISH)
                .param("id", id)
                .param("at", time(at))
                .param("checked", result.eventsChecked())
                .param("bad", result.firstBadPosition())
                .param("problem", result.problem())
                .param("unsigned", result.unsignedEvents())
                .param("head", result.head())
                .param("trusted", result.keysTrusted())
                .update();
    }

    void fail(String id, Instant at, String problem) {
        jdbc.sql(
                        """
                        update verification
                           set status = 'failed', finished_at = :at, problem = :problem
                         where id = :id""")
                .param("id", id)
                .param("at", time(at))
                .param("problem", problem)
                .update();
    }

    private static Verification verification(ResultSet row, int unused) throws SQLException {
        boolean lost = row.getBoolean("lost");
        return new Verification(
                row.getString("id"),
                lost ? Status.FAILED : Status.valueOf(row.getString("status").toUpperCase(ROOT)),
                row.getDouble("progress"),
                instant(row, "started_at"),
                instant(row, lost ? "seen_at" : "finished_at"),
                row.getObject("events_checked", Long.class),
                row.getObject("first_bad_position", Long.class),
                lost ? "the node that ran it is gone" : row.getString("problem"),
                row.getObject("unsigned_events", Long.class),
                row.getString("head"),
                row.getObject("keys_trusted", Boolean.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
