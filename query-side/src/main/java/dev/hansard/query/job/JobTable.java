package dev.hansard.query.job;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The jobs of one kind of all nodes. Whether a node is alive is told by the clock of the database.
 */
public final class JobTable {

    /** The newest of a tenant that are kept. */
    private static final int KEPT = 100;

    private static final String FORGET =
            """
            delete from job
             where id in (select id from job where kind = :kind and tenant = :tenant
                           order by asked_at desc offset %d)
               and finished_at is not null"""
                    .formatted(KEPT);

    private static final String INSERT =
            """
            insert into job (id, kind, tenant, status, asked_at, seen_at, progress, details)
            values (:id, :kind, :tenant, 'queued', now(), now(), 0, :details)""";

    /** A node that has not said for so long that it is alive has lost what it ran. */
    private static final String FIND =
            """
            select *, finished_at is null and seen_at < now() - interval '20 seconds' as lost
              from job where kind = :kind and tenant = :tenant and id = :id""";

    private static final String SEEN =
            """
            update job set seen_at = now(), progress = :progress,
                   details = coalesce(:details, details)
             where id = :id and finished_at is null
            returning cancelling""";

    /** What ended one way does not end another way. */
    private static final String FINISH =
            """
            update job
               set status = :status, finished_at = :at, problem = :problem,
                   progress = case when :status = 'succeeded' then 1 else progress end,
                   details = coalesce(:details, details)
             where id = :id and finished_at is null""";

    private final JdbcClient jdbc;
    private final String kind;

    /**
     * @param kind short and stable
     */
    public JobTable(JdbcClient jdbc, String kind) {
        this.jdbc = jdbc;
        this.kind = kind;
    }

    /** A job of a tenant; empty if there is none of that id. */
    public Optional<Job> find(String tenant, String id) {
        return jdbc.sql(FIND)
                .param("kind", kind)
                .param("tenant", tenant)
                .param("id", id)
                .query(JobTable::job)
                .optional();
    }

    /** Asks the node that runs a job to end it; nothing happens to one that is finished. */
    public void cancel(String tenant, String id) {
        jdbc.sql(
                        """
                        update job set cancelling = true
                         where kind = :kind and tenant = :tenant and id = :id
                           and finished_at is null""")
                .param("kind", kind)
                .param("tenant", tenant)
                .param("id", id)
                .update();
    }

    String kind() {
        return kind;
    }

    /** Takes note of a new one; the oldest of its tenant are forgotten. */
    void insert(String id, String tenant, @Nullable String details) {
        jdbc.sql(FORGET).param("kind", kind).param("tenant", tenant).update();
        jdbc.sql(INSERT)
                .param("id", id)
                .param("kind", kind)
                .param("tenant", tenant)
                .param("details", details)
                .update();
    }

    void delete(String id) {
        jdbc.sql("delete from job where id = :id").param("id", id).update();
    }

    void start(String id, Instant at) {
        jdbc.sql("update job set status = 'running', started_at = :at where id = :id")
                .param("id", id)
                .param("at", time(at))
                .update();
    }

    /**
     * Says that the node that runs it is alive, and how far it is.
     *
     * @return whether somebody wants it to end
     */
    boolean seen(String id, double progress, @Nullable String details) {
        return jdbc.sql(SEEN)
                .param("id", id)
                .param("progress", progress)
                .param("details", details)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void finish(
            String id,
            JobStatus status,
            Instant at,
            @Nullable String problem,
            @Nullable String details) {
        jdbc.sql(FINISH)
                .param("id", id)
                .param("status", status.wireName())
                .param("at", time(at))
                .param("problem", problem)
                .param("details", details)
                .update();
    }

    private static Job job(ResultSet row, int unused) throws SQLException {
        boolean lost = row.getBoolean("lost");
        return new Job(
                row.getString("id"),
                lost ? JobStatus.FAILED : JobStatus.of(row.getString("status")),
                row.getDouble("progress"),
                instant(row, "started_at"),
                instant(row, lost ? "seen_at" : "finished_at"),
                lost ? "the node that ran it is gone" : row.getString("problem"),
                row.getString("details"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
