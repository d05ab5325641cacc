package dev.hansard.eventstore.checkpoint;

import dev.hansard.eventstore.SqlFailure;
import dev.hansard.eventstore.checkpoint.CheckpointStore.Changeable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A checkpoint in the tables of the event store, seen through one connection. */
final class StoredCheckpoint implements Changeable {

    private static final String CURRENT =
            "select format, position, leaf from checkpoint where view = ?";
    private static final String CLEAR =
            """
            with rows as (delete from checkpoint_row where view = ?)
            delete from checkpoint where view = ?""";
    private static final String PUT =
            """
            insert into checkpoint_row (view, id, position, payload)
            select ?, * from unnest(?::text[], ?::bigint[], ?::bytea[])
                on conflict (view, id) do update
               set (position, payload) = (excluded.position, excluded.payload)
             where checkpoint_row.position < excluded.position""";
    private static final String REMOVE =
            "delete from checkpoint_row where view = ? and id = any (?)";
    private static final String MOVE =
            """
            insert into checkpoint (view, format, position, leaf) values (?, ?, ?, ?)
                on conflict (view) do update
               set (format, position, leaf) = (excluded.format, excluded.position, excluded.leaf)""";

    private final Connection connection;
    private final String view;

    StoredCheckpoint(Connection connection, String view) {
        this.connection = connection;
        this.view = view;
    }

    @Override
    public Optional<Checkpoint> current() {
        try (PreparedStatement statement = connection.prepareStatement(CURRENT)) {
            statement.setString(1, view);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Checkpoint(
                                        view, row.getInt(1), row.getLong(2), row.getBytes(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailure.of("read a checkpoint", e);
        }
    }

    @Override
    public void clear() {
        run(CLEAR, view, view);
    }

    @Override
    public void put(List<CheckpointRow> rows) {
        run(
                PUT,
                view,
                rows.stream().map(CheckpointRow::id).toArray(String[]::new),
                rows.stream().map(CheckpointRow::position).toArray(Long[]::new),
                rows.stream().map(CheckpointRow::payload).toArray(byte[][]::new));
    }

    @Override
    public void remove(List<String> rows) {
        run(REMOVE, view, rows.toArray(String[]::new));
    }

    @Override
    public void moveTo(Checkpoint next) {
        run(MOVE, view, next.format(), next.position(), next.leaf());
    }

    private void run(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailure.of("write a checkpoint", e);
        }
    }
}
