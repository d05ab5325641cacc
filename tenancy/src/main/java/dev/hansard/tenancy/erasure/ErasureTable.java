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
 * Which users and tenants were erased, and which nodes have let go.
 *
 * <p>Every method throws {@link dev.hansard.eventstore.StoreUnavailableException} when the store
 * cannot be reached.
 */
public final class ErasureTable {

    private static final String COLUMNS =
            "select tenant, user_id, position, started_at, finished from erasure ";

    /** What is left to do for a user is done with the tenant. */
    private static final String UNFINISHED =
            COLUMNS
                    + """
                    e where finished is null
                        and (user_id = '' or not exists (
                              select from erasure t where t.tenant = e.tenant and t.user_id = ''))
                      order by started_at limit ?""";

    private static final String SHARE_OF_NODES =
            """
            select coalesce(avg(case when position < ? then 0.0 else 1.0 end), 1)
              from node where lease_until > clock_timestamp()""";

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
                UNFINISHED, parameters -> parameters.number(limit), ErasureTable::row);
    }

    /** The tenants that were erased. */
    List<KeyOwner> tenants() {
        return statements.query(
                "select tenant from erasure where user_id = '' order by tenant",
                parameters -> {},
                row -> KeyOwner.tenant(row.getString(1)));
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

    /** How many of the nodes that may answer have read up to a position, from 0 to 1. */
    double shareOfNodes(long position) {
        return statements
                .query(
                        SHARE_OF_NODES,
                        parameters -> parameters.number(position),
                        row -> row.getDouble(1))
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
