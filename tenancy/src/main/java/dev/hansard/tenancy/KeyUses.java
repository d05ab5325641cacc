package dev.hansard.tenancy;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.tenancy.erasure.Forgetful;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Array;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When each key was used last: noted in memory, and written behind into a table of all nodes. A
 * node that is killed forgets what it has not written yet. Thread-safe.
 */
public final class KeyUses implements Forgetful, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private static final String WRITE =
            """
            insert into key_use (key_id, tenant, used_at) values (?, ?, ?)
            on conflict (key_id) do update
           set (tenant, used_at) = (excluded.tenant, excluded.used_at)
             where key_use.used_at < excluded.used_at""";

    private static final String READ = "select key_id, used_at from key_use where key_id = any (?)";

    private final JdbcTemplate jdbc;
    private final Duration interval;
    private final ConcurrentMap<String, Use> unwritten = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("hansard-key-uses").unstarted(this::run);

    private record Use(String tenant, Instant at) {

        static Use later(Use one, Use other) {
            return one.at.isAfter(other.at) ? one : other;
        }
    }

    KeyUses(JdbcTemplate jdbc, Duration interval) {
        this.jdbc = jdbc;
        this.interval = interval;
    }

    /** Begins to write. */
    public void start() {
        thread.start();
    }

    /** Writes what there is and stops. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            boolean _ = thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last uses of keys, as far as they were written or are of this node; none if never. */
    public Map<String, Instant> lastUses(Collection<String> keyIds) {
        Map<String, Instant> uses = new HashMap<>();
        if (!keyIds.isEmpty()) {
            jdbc.query(
                    READ,
                    statement -> {
                        Array ids =
                                statement
                                        .getConnection()
                                        .createArrayOf("text", keyIds.toArray(String[]::new));
                        statement.setArray(1, ids);
                    },
                    row -> {
                        uses.put(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant());
                    });
        }
        for (String id : keyIds) {
            Use own = unwritten.get(id);
            if (own != null) {
                uses.merge(id, own.at(), KeyUses::later);
            }
        }
        return uses;
    }

    /** Of a tenant that was erased: it has no keys any more. */
    @Override
    public void forget(KeyOwner erased) {
        if (erased.isTenant()) {
            unwritten.values().removeIf(use -> use.tenant().equals(erased.tenant()));
            int _ = jdbc.update("delete from key_use where tenant = ?", erased.tenant());
        }
    }

    void note(String keyId, String tenant, Instant at) {
        unwritten.merge(keyId, new Use(tenant, at), Use::later);
    }

    /** Writes what was noted; if that does not work, the next time. */
    void write() {
        // In one order on all nodes, so that no two wait for each other's rows.
        Map<String, Use> batch = new TreeMap<>(unwritten);
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<Object[]> rows =
                    batch.entrySet().stream()
                            .map(noted -> row(noted.getKey(), noted.getValue()))
                            .toList();
            var _ = jdbc.batchUpdate(WRITE, rows);
            batch.forEach(unwritten::remove);
        } catch (DataAccessException e) {
            LOG.debug("the last uses of keys are written later", e);
        }
    }

    private void run() {
        try {
            while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    private static Object[] row(String keyId, Use use) {
        return new Object[] {keyId, use.tenant(), Timestamp.from(use.at())};
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
