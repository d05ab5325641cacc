package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The erased, under the append lock: nothing is appended to what is theirs. */
final class Erasures {

    private static final String READ =
            """
            select w.tenant, w.user_id
              from unnest(?::text[], ?::text[]) as w (tenant, user_id)
             where exists (select from data_key d
                            where d.tenant = w.tenant and d.user_id = w.user_id
                              and d.sealed_key is null)
                or exists (select from erasure e where e.tenant = w.tenant and e.user_id = '')""";

    private static final String WRITE = "select erase(?, ?, ?, ?, ?)";

    /** Finds out who was erased, where somebody sealed without knowing of the last erasure. */
    void read(Connection connection, LogState state, List<PendingAppend> appends)
            throws SQLException {
        List<KeyOwner> owners =
                appends.stream()
                        .flatMap(append -> append.events().stream())
                        .filter(state::isOutdated)
                        .map(event -> KeyOwner.of(event.tenant(), event.userId()))
                        .distinct()
                        .toList();
        if (owners.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            new Parameters(statement)
                    .array("text", owners, KeyOwner::tenant)
                    .array("text", owners, KeyOwner::userId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    state.erased.add(new KeyOwner(row.getString(1), row.getString(2)));
                }
            }
        }
    }

    /** Destroys the keys that a batch destroys, in the transaction of its events. */
    void write(Connection connection, Batch batch) throws SQLException {
        for (Batch.Erasure erasure : batch.erasures()) {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                new Parameters(statement)
                        .text(erasure.owner().tenant())
                        .text(erasure.owner().userId())
                        .number(erasure.position())
                        .instant(batch.recordedAt())
                        .instant(batch.now());
                statement.execute();
            }
        }
    }
}
