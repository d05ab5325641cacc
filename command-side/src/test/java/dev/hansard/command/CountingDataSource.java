package dev.hansard.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/** A data source that counts the rows that some statements read through it. */
final class CountingDataSource {

    private final AtomicLong rows = new AtomicLong();
    private final DataSource delegate;
    private final String counted;

    /**
     * @param counted what the counted statements have in their SQL
     */
    CountingDataSource(DataSource delegate, String counted) {
        this.delegate = delegate;
        this.counted = counted;
    }

    /** The rows since the last time somebody asked. */
    long rows() {
        return rows.getAndSet(0);
    }

    DataSource dataSource() {
        return watched(DataSource.class, delegate);
    }

    private Object of(String method, Object[] arguments, Object result) {
        if (method.equals("next") && Boolean.TRUE.equals(result)) {
            rows.incrementAndGet();
        }
        return switch (result) {
            case Connection connection when method.equals("getConnection") ->
                    watched(Connection.class, connection);
            case PreparedStatement statement when ((String) arguments[0]).contains(counted) ->
                    watched(PreparedStatement.class, statement);
            case ResultSet found -> watched(ResultSet.class, found);
            case null, default -> result;
        };
    }

    private <T> T watched(Class<T> type, T target) {
        return WatchedCalls.of(type, target, this::of);
    }
}
