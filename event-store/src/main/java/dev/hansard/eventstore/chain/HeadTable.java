package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.Statements;
import dev.hansard.eventstore.StoreUnavailableException;
import dev.hansard.proof.SignedHead;
import dev.hansard.proof.VerifyingKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * The signed heads in the database, and the keys that signed them.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public final class HeadTable {

    private static final HexFormat HEX = HexFormat.of();

    private static final String COLUMNS =
            "tenant, sequence, head, signed_at, key_id, signature from signed_head ";

    private static final String UNSIGNED =
            """
            select t.tenant, t.sequence, t.head
              from tenant_head t
             where t.sequence > coalesce((select s.sequence from signed_head s
                                           where s.tenant = t.tenant
                                           order by s.sequence desc limit 1), 0)
             limit ?""";

    private static final String INSERT_KEY =
            "insert into signing_key (key_id, public_key) values (?, ?) on conflict do nothing";

    private static final String INSERT =
            """
            insert into signed_head (tenant, sequence, head, signed_at, key_id, signature)
            select u.* from unnest(?::text[], ?::bigint[], ?::bytea[], ?::timestamptz[], ?::bytea[],
                                   ?::bytea[]) as u (tenant, sequence, head, signed_at, key, sign)
              join tenant_head t on t.tenant = u.tenant and t.sequence >= u.sequence
                on conflict do nothing""";

    /** The head of a tenant that nobody has signed yet. */
    record Unsigned(String tenant, long sequence, byte[] head) {}

    /** A row of the keys, as it stands. */
    public record KeyRow(byte[] id, byte[] publicKey) {}

    private final Statements statements;

    public HeadTable(DataSource dataSource) {
        this.statements = new Statements(dataSource, "read or keep signed heads");
    }

    /** What names this store in files outside of it. */
    public String store() {
        return statements
                .query("select id from store", parameters -> {}, row -> row.getString(1))
                .getFirst();
    }

    /** Heads of tenants that have moved since they were signed: at most so many. */
    List<Unsigned> unsigned(int limit) {
        return statements.query(
                UNSIGNED,
                parameters -> parameters.number(limit),
                row -> new Unsigned(row.getString(1), row.getLong(2), row.getBytes(3)));
    }

    /**
     * Keeps heads that one key has signed, and the key; those that are there stay as they are.
     * Heads of events that are gone, as after a restore, are left out: they would stand for other
     * events.
     */
    void insert(VerifyingKey key, List<SignedHead> heads) {
        int _ =
                statements.update(
                        INSERT_KEY,
                        parameters ->
                                parameters.object(HEX.parseHex(key.id())).object(key.encoded()));
        int _ =
                statements.update(
                        INSERT,
                        parameters ->
                                parameters
                                        .array("text", heads, SignedHead::tenant)
                                        .array("int8", heads, SignedHead::tenantSequence)
                                        .bytes(heads, SignedHead::head)
                                        .array(
                                                "timestamptz",
                                                heads,
                                                head -> head.signedAt().toString())
                                        .bytes(heads, head -> HEX.parseHex(head.keyId()))
                                        .bytes(heads, SignedHead::signature));
    }

    /** The last signed head of a tenant. */
    public Optional<SignedHead> last(String tenant) {
        return statements
                .query(
                        "select " + COLUMNS + "where tenant = ? order by sequence desc limit 1",
                        parameters -> parameters.text(tenant),
                        HeadTable::head)
                .stream()
                .findFirst();
    }

    /** The public key of that id, encoded. */
    public Optional<byte[]> publicKey(String keyId) {
        return statements
                .query(
                        "select public_key from signing_key where key_id = ?",
                        parameters -> parameters.object(HEX.parseHex(keyId)),
                        row -> row.getBytes(1))
                .stream()
                .findFirst();
    }

    /**
     * Up to which position every event of a tenant is among its first so many: where the next one
     * comes, or else the log ends.
     */
    public long coversUpTo(String tenant, long sequence) {
        return statements
                .query(
                        """
                        select coalesce((select position - 1 from event
                                          where tenant = ? and tenant_sequence = ?),
                                        (select position from log_head))""",
                        parameters -> parameters.text(tenant).number(sequence + 1),
                        row -> row.getLong(1))
                .getFirst();
    }

    /** Signed heads of a tenant after a sequence, in order. */
    public List<SignedHead> after(String tenant, long sequence, int limit) {
        return statements.query(
                "select " + COLUMNS + "where tenant = ? and sequence > ? order by sequence limit ?",
                parameters -> parameters.text(tenant).number(sequence).number(limit),
                HeadTable::head);
    }

    /** Those signed heads of a tenant that are there. */
    List<SignedHead> at(String tenant, Collection<Long> sequences) {
        return statements.query(
                "select " + COLUMNS + "where tenant = ? and sequence = any (?)",
                parameters -> parameters.text(tenant).array("int8", sequences, n -> n),
                HeadTable::head);
    }

    /** All keys that ever signed: one for each rotation. */
    public List<KeyRow> keys() {
        return statements.query(
                "select key_id, public_key from signing_key",
                parameters -> {},
                row -> new KeyRow(row.getBytes(1), row.getBytes(2)));
    }

    private static SignedHead head(ResultSet row) throws SQLException {
        return new SignedHead(
                row.getString(1),
                row.getLong(2),
                row.getBytes(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                HEX.formatHex(row.getBytes(5)),
                row.getBytes(6));
    }
}
