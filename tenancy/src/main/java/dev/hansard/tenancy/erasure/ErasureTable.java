package dev.hansard.tenancy.erasure;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Statements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Who was erased, and which nodes have let go.
 *
 * <p>Every method throws {@link dev.hansard.eventstore.StoreUnavailableException} when the store
 * cannot be reached.
 */
public final class ErasureTable {

    private static final String COLUMNS =
            "select tenant, user_id, position, started_at, finished from erasure ";

    private static final String STAYS_BEHIND =
            "select exists (select from node where lease_until > clock_timestamp() and position < ?)";

    private final Statements statements;

    ErasureTable(DataSource dataSource) {
        this.statements = new Statements(dataSource, "look after erasures");
    }

    public Optional<Erasure> find(KeyOwner owner) {
        return statements
                .query(
                        COLUMNS + "where tenant = ? and user_id = ?",
                        parameters -> parameters.text(owner.tenant()).text(owner.userId()),
                        ErasureTable::row)
                .stream()
                .findFirst();
    }

    /** Some of those that have no receipt yet. */
    public List<Erasure> unfinished(int limit) {
        return statements.query(
                COLUMNS + "where finished is null order by started_at limit ?",
                parameters -> parameters.number(limit),
                ErasureTable::row);
    }

    /** Notes the receipt. */
    public void finish(KeyOwner owner, long receipt) {
        int _ =
                statements.update(
                        "update erasure set finished = ? where tenant = ? and user_id = ?",
                        parameters ->
                                parameters
                                        .number(receipt)
                                        .text(owner.tenant())
                                        .text(owner.userId()));
    }

    /** Whether a node that may answer requests has not read up to a position. */
    public boolean staysBehind(long position) {
        return statements
                .query(
                        STAYS_BEHIND,
                        parameters -> parameters.number(position),
                        row -> row.getBoolean(1))
                .getFirst();
    }

    private static Erasure row(ResultSet row) throws SQLException {
        return new Erasure(
                new KeyOwner(row.getString(1), row.getString(2)),
                row.getObject(3, Long.class),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, Long.class));
    }
}
