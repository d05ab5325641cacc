package dev.hansard.eventstore.seal;

import static java.util.Objects.requireNonNull;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Statements;
import dev.hansard.eventstore.StoreUnavailableException;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * The keys of users and tenants in the database.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
final class DataKeyTable {

    private static final String COLUMNS =
            "d.tenant, d.user_id, d.created_at, d.envelope_key, d.sealed_key";

    private static final String OWNERS = "unnest(?::text[], ?::text[])";

    // With a tenant that was erased go all its owners, also one that a node made meanwhile. LIMIT 1
    // keeps the planner to one look into an index for each of them.
    private static final String FIND_OF =
            """
            select w.tenant, w.user_id, coalesce(d.created_at, e.started_at),
                   coalesce(d.envelope_key, ''), case when e.tenant is null then d.sealed_key end
              from %s as w (tenant, user_id)
              left join data_key d on d.tenant = w.tenant and d.user_id = w.user_id
              left join lateral (select tenant, started_at from erasure
                                  where tenant = w.tenant and user_id = '' limit 1) e on true
             where d.tenant is not null or e.tenant is not null""";

    private static final String FIND = FIND_OF.formatted(OWNERS);

    /** An aggregate is whose its first event is. */
    static final String FIND_WITH_AGGREGATES =
            FIND_OF.formatted(
                    """
                    (select * from %s
                      union
                     select e.tenant, e.user_id
                       from unnest(?::text[]) as a (id),
                            lateral (select tenant, coalesce(user_id, '') as user_id
                                       from event where aggregate_id = a.id
                                      order by sequence limit 1) e)"""
                            .formatted(OWNERS));

    // It is on disk before anything is sealed with it: a key that a crash takes would take that
    // too.
    private static final String INSERT =
            """
            insert into data_key as d (tenant, user_id, created_at, envelope_key, sealed_key)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[])
             order by 1, 2
                on conflict do nothing returning %s"""
                    .formatted(COLUMNS);

    private static final String NOT_SEALED_WITH =
            """
            select %s from data_key d
             where (d.envelope_key < ? or d.envelope_key > ?) and d.envelope_key > '' limit ?"""
                    .formatted(COLUMNS);

    private static final String REPLACE =
            """
            update data_key set envelope_key = ?, sealed_key = ?
             where tenant = ? and user_id = ? and sealed_key = ?""";

    private static final String NEXT_ENVELOPE_KEY =
            "select min(envelope_key) from data_key where envelope_key > ?";

    private final Statements statements;

    DataKeyTable(DataSource dataSource) {
        this.statements = new Statements(dataSource, "look for keys, or keep them");
    }

    /** The keys of these owners, of those that have or had one. */
    List<DataKeyRow> find(Collection<KeyOwner> owners) {
        return statements.query(
                FIND,
                parameters ->
                        parameters
                                .array("text", owners, KeyOwner::tenant)
                                .array("text", owners, KeyOwner::userId),
                DataKeyTable::row);
    }

    /**
     * Keeps keys, but for owners who have one, and answers those it has kept. In one order, so that
     * nodes do not lock each other.
     */
    List<DataKeyRow> insert(List<DataKeyRow> rows) {
        return statements.query(
                INSERT,
                parameters ->
                        parameters
                                .array("text", rows, row -> row.owner().tenant())
                                .array("text", rows, row -> row.owner().userId())
                                .array("timestamptz", rows, row -> row.createdAt().toString())
                                .array("text", rows, DataKeyRow::envelopeKey)
                                .bytes(rows, row -> requireNonNull(row.sealedKey())),
                DataKeyTable::row);
    }

    /** Some of the keys that another envelope key has sealed. */
    List<DataKeyRow> notSealedWith(String envelopeKey, int limit) {
        return statements.query(
                NOT_SEALED_WITH,
                parameters -> parameters.text(envelopeKey).text(envelopeKey).number(limit),
                DataKeyTable::row);
    }

    /** Puts a row in the place of one that is still as it was; answers whether it was. */
    boolean replace(DataKeyRow old, DataKeyRow row) {
        return statements.update(
                        REPLACE,
                        parameters ->
                                parameters
                                        .text(row.envelopeKey())
                                        .object(row.sealedKey())
                                        .text(row.owner().tenant())
                                        .text(row.owner().userId())
                                        .object(old.sealedKey()))
                > 0;
    }

    /** The names of all envelope keys in use; there are few. */
    List<String> envelopeKeys() {
        List<String> names = new ArrayList<>();
        String name = nextEnvelopeKey("");
        while (name != null) {
            names.add(name);
            name = nextEnvelopeKey(name);
        }
        return names;
    }

    private @Nullable String nextEnvelopeKey(String after) {
        return statements
                .query(
                        NEXT_ENVELOPE_KEY,
                        parameters -> parameters.text(after),
                        row -> Optional.ofNullable(row.getString(1)))
                .getFirst()
                .orElse(null);
    }

    static DataKeyRow row(ResultSet row) throws SQLException {
        return new DataKeyRow(
                new KeyOwner(row.getString(1), row.getString(2)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getBytes(5));
    }
}
