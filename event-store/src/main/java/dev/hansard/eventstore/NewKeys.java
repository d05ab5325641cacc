package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Keys that are to be written with what is sealed with them, under the append lock. */
final class NewKeys {

    /** Raises what {@link SqlFailure#isOvertaken} knows, if an owner has another key. */
    static final String WRITE = "select keep_keys(?, ?, ?, ?, ?)";

    private static final String READ =
            """
            select d.tenant, d.user_id
              from unnest(?::text[], ?::text[], ?::bytea[]) as w (tenant, user_id, sealed_key)
              join data_key d on d.tenant = w.tenant and d.user_id = w.user_id
             where d.sealed_key is distinct from w.sealed_key""";

    private NewKeys() {}

    /** Finds out whose new key is not the one that they have. */
    static void read(Connection connection, LogState state, List<PendingAppend> appends)
            throws SQLException {
        List<NewKey> keys =
                appends.stream()
                        .flatMap(append -> append.events().stream())
                        .map(event -> event.payload().newKey())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            new Parameters(statement)
                    .array("text", keys, key -> key.owner().tenant())
                    .array("text", keys, key -> key.owner().userId())
                    .bytes(keys, NewKey::sealedKey);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    state.withKeys.add(new KeyOwner(row.getString(1), row.getString(2)));
                }
            }
        }
    }

    /** The parameters of {@link #WRITE}. */
    static void bind(Parameters parameters, Collection<NewKey> keys) throws SQLException {
        parameters
                .array("text", keys, key -> key.owner().tenant())
                .array("text", keys, key -> key.owner().userId())
                .array("timestamptz", keys, key -> key.createdAt().toString())
                .array("text", keys, NewKey::envelopeKey)
                .bytes(keys, NewKey::sealedKey);
    }
}
