package dev.hansard.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
        return proxy(DataSource.class, delegate);
    }

    private Object of(String method, Object[] arguments, Object result) {
        if (method.equals("next") && Boolean.TRUE.equals(result)) {
            rows.incrementAndGet();
        }
        return switch (result) {
            case Connection connection when method.equals("getConnection") ->
                    proxy(Connection.class, connection);
            case PreparedStatement statement when ((String) arguments[0]).contains(counted) ->
                    proxy(PreparedStatement.class, statement);
            case ResultSet found -> proxy(ResultSet.class, found);
            case null, default -> result;
        };
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            try {
                                return of(
                                        method.getName(),
                                        arguments,
                                        method.invoke(target, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
