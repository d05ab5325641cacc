package dev.hansard.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

/**
 * A data source that notes what is sent to PostgreSQL for a command, by the thread of the test or
 * by that of a request: each statement and each commit or rollback is a round trip.
 */
final class RoundTrips {

    /** A virtual thread of the web server. */
    private static final String REQUEST = "tomcat-handler-";

    private final DataSource delegate;
    private final Thread test = Thread.currentThread();
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();

    RoundTrips(DataSource delegate) {
        this.delegate = delegate;
    }

    DataSource dataSource() {
        return watched(DataSource.class, delegate, "");
    }

    /** What was sent while something was done. */
    List<String> of(Runnable work) {
        sent.clear();
        work.run();
        return List.copyOf(sent);
    }

    private Object noted(String method, Object[] arguments, Object result, String sql) {
        boolean isSent =
                method.startsWith("execute")
                        || method.equals("commit")
                        || method.equals("rollback");
        Thread thread = Thread.currentThread();
        if (isSent && (thread == test || thread.getName().startsWith(REQUEST))) {
            sent.add(sql.isEmpty() ? method : sql);
        }
        return switch (result) {
            case Connection connection when method.equals("getConnection") ->
                    watched(Connection.class, connection, "");
            case PreparedStatement statement ->
                    watched(PreparedStatement.class, statement, (String) arguments[0]);
            case null, default -> result;
        };
    }

    private <T> T watched(Class<T> type, T target, String sql) {
        return WatchedCalls.of(
                type, target, (method, arguments, result) -> noted(method, arguments, result, sql));
    }
}
