package dev.hansard.query.result;

import dev.hansard.query.reading.Periodically;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How often each result was found: noted in memory and written behind. A node that is killed
 * forgets what it has not written yet. Thread-safe.
 */
final class AccessCounts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessCounts.class);

    /** Different results between two writes; what is found beyond is not counted. */
    private static final int MOST = 100_000;

    private static final String WRITE =
            """
            update result set access_count = access_count + ?, used_at = greatest(used_at, ?)
             where id = ?""";

    private final JdbcTemplate jdbc;
    private final Periodically writing;
    private final ConcurrentMap<Long, Uses> unwritten = new ConcurrentHashMap<>();

    private record Uses(long number, Instant last) {
        Uses and(Uses more) {
            return new Uses(number + more.number, last.isAfter(more.last) ? last : more.last);
        }
    }

    AccessCounts(JdbcTemplate jdbc, Duration interval) {
        this.jdbc = jdbc;
        this.writing = new Periodically("access-counts", interval, this::write);
    }

    /** Writes what there is and stops. */
    @Override
    public void close() {
        writing.close();
        write();
    }

    void note(long id, Instant at) {
        if (unwritten.size() < MOST || unwritten.containsKey(id)) {
            unwritten.merge(id, new Uses(1, at), Uses::and);
        }
    }

    /** Writes what was noted; if that does not work, the next time. */
    synchronized void write() {
        // In one order on all nodes, so that no two wait for each other's rows.
        var batch = new TreeMap<Long, Uses>();
        for (Long id : unwritten.keySet()) {
            Uses uses = unwritten.remove(id);
            if (uses != null) {
                batch.put(id, uses);
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<Object[]> rows =
                    batch.entrySet().stream()
                            .map(entry -> row(entry.getKey(), entry.getValue()))
                            .toList();
            var _ = jdbc.batchUpdate(WRITE, rows);
        } catch (DataAccessException e) {
            LOG.debug("the uses of results are written later", e);
            batch.forEach((id, uses) -> unwritten.merge(id, uses, Uses::and));
        }
    }

    private static Object[] row(long id, Uses uses) {
        return new Object[] {uses.number(), Timestamp.from(uses.last()), id};
    }
}
