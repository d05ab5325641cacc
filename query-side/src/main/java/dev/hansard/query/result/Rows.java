package dev.hansard.query.result;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** How rows of the table become results. */
final class Rows {

    private static final String HEAD =
            "id, access_count, tenant, key, request_key, user_id, as_of, stored_at, expires_at, selectors";

    /** The columns of {@link #stored}. */
    static final String STORED = HEAD + ", sealed, body";

    /** The columns of {@link #summary}. */
    static final String SUMMARY = HEAD + ", length(body) as size";

    private Rows() {}

    static SealedBodies.Row stored(ResultSet row, int unused) throws SQLException {
        return new SealedBodies.Row(
                new StoredResult(
                        row.getLong("id"),
                        new Result(head(row), row.getBytes("body")),
                        new AtomicLong(row.getLong("access_count"))),
                row.getBoolean("sealed"));
    }

    static ResultSummary summary(ResultSet row, int unused) throws SQLException {
        return new ResultSummary(
                row.getLong("id"), head(row), row.getLong("access_count"), row.getInt("size"));
    }

    private static ResultHead head(ResultSet row) throws SQLException {
        return new ResultHead(
                row.getString("tenant"),
                row.getString("key"),
                row.getString("request_key"),
                row.getString("user_id"),
                row.getLong("as_of"),
                Objects.requireNonNull(instant(row, "stored_at")),
                instant(row, "expires_at"),
                List.of((UUID[]) row.getArray("selectors").getArray()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
