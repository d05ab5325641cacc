package dev.hansard.query.result;

import static java.util.stream.Collectors.joining;

import dev.hansard.eventstore.KeyOwner;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The results of all tenants in PostgreSQL: what makes them survive a restart, and every node find
 * what another has stored. Bodies go in and come out here and nowhere else.
 *
 * @implNote Whether a result is still of use is not known here: see {@link Results}.
 */
final class ResultTable {

    private static final String FIND =
            "select %s from result where tenant = :tenant and key = :key".formatted(Rows.STORED);

    private static final String NEWEST =
            """
            select %s from result where tenant = :tenant and request_key = :key
             order by id desc limit 1"""
                    .formatted(Rows.STORED);

    private static final String HOTTEST =
            "select id from result order by access_count desc, id desc limit :limit";

    private static final String ALL_OF =
            "select %s from result where id in (:ids)".formatted(Rows.STORED);

    private static final String INSERT =
            """
            insert into result (tenant, key, request_key, user_id, as_of, stored_at, used_at,
                                expires_at, selectors, access_count, sealed, body)
            values (:tenant, :key, :requestKey, :userId, :asOf, :storedAt, :storedAt,
                    :expiresAt, cast(:selectors as uuid[]), 0, :sealed, :body)
            on conflict (tenant, key) do nothing
            returning id""";

    private static final String OF_TENANT =
            """
            select %s from result where tenant = :tenant and key > :after
             order by key limit :limit"""
                    .formatted(Rows.SUMMARY);

    private static final String OF_ALL =
            "select %s from result where id > :after order by id limit :limit"
                    .formatted(Rows.SUMMARY);

    private static final String REMOVE_OF_USER =
            "delete from result where tenant = :tenant and user_id = :userId";

    private static final String REMOVE_OF_TENANT =
            """
            with figures as (delete from result_eviction where tenant = :tenant)
            delete from result where tenant = :tenant""";

    private static final String REMOVE_OVER =
            """
            delete from result where id in (
                select id from result where expires_at <= :now order by expires_at limit :limit)""";

    private final JdbcClient jdbc;
    private final SealedBodies bodies;

    ResultTable(JdbcClient jdbc, SealedBodies bodies) {
        this.jdbc = jdbc;
        this.bodies = bodies;
    }

    /** The result of that key, whether of use or not. */
    Optional<StoredResult> find(String tenant, String key) {
        return find(FIND, tenant, key);
    }

    /** Of the results that answer the same request the one that was stored last. */
    Optional<StoredResult> newest(String tenant, String requestKey) {
        return find(NEWEST, tenant, requestKey);
    }

    /** Ids of those that were found most often, as far as it was written down. */
    List<Long> hottest(int limit) {
        return jdbc.sql(HOTTEST)
                .param("limit", limit)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** The results of these ids, in no order. */
    List<StoredResult> find(Collection<Long> ids) {
        return bodies.open(jdbc.sql(ALL_OF).param("ids", ids).query(Rows::stored).list());
    }

    /** Puts a result in where there is none; empty if there is one under its key. */
    Optional<StoredResult> insert(Result result) {
        ResultHead head = result.head();
        SealedBodies.Body body = bodies.seal(result);
        return jdbc.sql(INSERT)
                .param("tenant", head.tenant())
                .param("key", head.key())
                .param("requestKey", head.requestKey())
                .param("userId", head.userId())
                .param("asOf", head.asOf())
                .param("storedAt", time(head.storedAt()))
                .param("expiresAt", head.expiresAt() == null ? null : time(head.expiresAt()))
                .param("selectors", array(head.selectors()))
                .param("sealed", body.sealed())
                .param("body", body.bytes())
                .query((row, number) -> new StoredResult(row.getLong(1), result, new AtomicLong()))
                .optional();
    }

    /** Removes results by their ids; those that took their places stay. */
    int remove(Collection<Long> ids) {
        return ids.isEmpty()
                ? 0
                : jdbc.sql("delete from result where id in (:ids)").param("ids", ids).update();
    }

    /** Removes what is personal to a user, or all that a tenant has. */
    void removeOf(KeyOwner erased) {
        int _ =
                jdbc.sql(erased.isTenant() ? REMOVE_OF_TENANT : REMOVE_OF_USER)
                        .param("tenant", erased.tenant())
                        .param("userId", erased.userId())
                        .update();
    }

    /** Removes some of those whose time is over, the longest first. */
    int removeOver(Instant now, int limit) {
        return jdbc.sql(REMOVE_OVER).param("now", time(now)).param("limit", limit).update();
    }

    /** Some of a tenant's results, after a key and in the order of keys. */
    List<ResultSummary> ofTenant(String tenant, String afterKey, int limit) {
        return jdbc.sql(OF_TENANT)
                .param("tenant", tenant)
                .param("after", afterKey)
                .param("limit", limit)
                .query(Rows::summary)
                .list();
    }

    /** Some of all results, after an id and in the order of ids. */
    List<ResultSummary> ofAll(long afterId, int limit) {
        return jdbc.sql(OF_ALL)
                .param("after", afterId)
                .param("limit", limit)
                .query(Rows::summary)
                .list();
    }

    private Optional<StoredResult> find(String sql, String tenant, String key) {
        return bodies
                .open(
                        jdbc.sql(sql)
                                .param("tenant", tenant)
                                .param("key", key)
                                .query(Rows::stored)
                                .list())
                .stream()
                .findFirst();
    }

    private static String array(List<UUID> all) {
        return all.stream().map(UUID::toString).collect(joining(",", "{", "}"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
