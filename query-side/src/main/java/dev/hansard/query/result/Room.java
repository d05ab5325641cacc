package dev.hansard.query.result;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * Keeps each tenant to its share of the table: what was used longest ago goes. Looked after
 * whenever a node has stored a tenth of the limit, so a tenant may have that much more for a
 * moment, on each node. Thread-safe.
 */
final class Room {

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private static final String EVICT =
            """
            with ranked as (
                select id, row_number() over latest as number, sum(length(body)) over latest as size
                  from result where tenant = :tenant
                window latest as (order by used_at desc, id desc)),
            gone as (
                delete from result using ranked
                 where result.id = ranked.id and (number > :entries or size > :bytes)
                returning result.id),
            counted as (
                insert into result_eviction
                select :tenant, count(*) from gone having count(*) > 0
                on conflict (tenant) do update set evicted = result_eviction.evicted + excluded.evicted)
            select count(*) from gone""";

    private final JdbcClient jdbc;
    private final int maxEntries;
    private final long maxBytes;
    private final Executor background;
    private final Counter evicted;
    private final ConcurrentMap<String, Taken> takenSince = new ConcurrentHashMap<>();

    private record Taken(int entries, long bytes) {
        Taken and(Taken more) {
            return new Taken(entries + more.entries, bytes + more.bytes);
        }
    }

    /**
     * @param maxEntries of each tenant
     * @param maxBytes of the bodies of each tenant
     */
    Room(
            JdbcClient jdbc,
            int maxEntries,
            long maxBytes,
            Executor background,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.background = background;
        this.evicted = Cleaning.counter("evicted", meters);
    }

    /** Notes that something was stored. */
    void taken(String tenant, int bytes) {
        Taken all = takenSince.merge(tenant, new Taken(1, bytes), Taken::and);
        if ((all.entries >= maxEntries / 10 || all.bytes >= maxBytes / 10)
                && takenSince.remove(tenant, all)) {
            background.execute(() -> tryToEvict(tenant));
        }
    }

    /** Brings every tenant back to its limits, and answers how many results had to go. */
    int evict() {
        List<String> tenants =
                jdbc.sql("select distinct tenant from result")
                        .query((row, number) -> row.getString(1))
                        .list();
        return tenants.stream().mapToInt(this::evict).sum();
    }

    /** How many results of a tenant ever had to go. */
    long evicted(String tenant) {
        Optional<Long> evicted =
                jdbc.sql("select evicted from result_eviction where tenant = :tenant")
                        .param("tenant", tenant)
                        .query(Long.class)
                        .optional();
        return evicted.orElse(0L);
    }

    private int evict(String tenant) {
        int gone =
                jdbc.sql(EVICT)
                        .param("tenant", tenant)
                        .param("entries", maxEntries)
                        .param("bytes", maxBytes)
                        .query(Integer.class)
                        .single();
        evicted.increment(gone);
        return gone;
    }

    private void tryToEvict(String tenant) {
        try {
            int _ = evict(tenant);
        } catch (DataAccessException e) {
            LOG.debug("the results of {} are brought to their limits later", tenant, e);
        }
    }
}
