package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;

/** Fills in the parameters of a statement one after the other. */
public final class Parameters {

    /** What fills in the parameters of one statement. */
    @FunctionalInterface
    public interface Binding {
        void bind(Parameters parameters) throws SQLException;
    }

    private final PreparedStatement statement;
    private int index;

    public Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    public Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++index, value);
        return this;
    }

    public Parameters number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    public Parameters instant(Instant value) throws SQLException {
        statement.setObject(++index, value.atOffset(ZoneOffset.UTC));
        return this;
    }

    public Parameters object(@Nullable Object value) throws SQLException {
        statement.setObject(++index, value);
        return this;
    }

    /** One value of each row, as an array of PostgreSQL's type. */
    public <T> Parameters array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] values = rows.stream().map(value).toArray();
        return array(type, Arrays.copyOf(values, values.length, arrayOf(type)));
    }

    /** The array of which the driver knows how it is sent as it is; all others go as text. */
    private static Class<? extends Object[]> arrayOf(String type) {
        return switch (type) {
            case "text" -> String[].class;
            case "int8" -> Long[].class;
            case "int4" -> Integer[].class;
            default -> Object[].class;
        };
    }

    /** The bytes of each row, which the driver sends as they are. */
    public <T> Parameters bytes(Collection<T> rows, Function<T, byte[]> value) throws SQLException {
        return array("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    private Parameters array(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(++index, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
