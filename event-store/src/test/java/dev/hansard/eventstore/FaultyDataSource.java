package dev.hansard.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** A data source over another, where things can be made to go wrong around a commit. */
final class FaultyDataSource {

    /** What happens instead of a commit. */
    interface Commit {
        void on(Connection connection) throws Exception;
    }

    private final DataSource delegate;
    private Commit commit = Connection::commit;
    private volatile boolean down;

    FaultyDataSource(DataSource delegate) {
        this.delegate = delegate;
    }

    void onCommit(Commit commit) {
        this.commit = commit;
    }

    void goDown() {
        down = true;
    }

    void comeUp() {
        down = false;
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                delegate,
                name -> {
                    if (name.equals("getConnection") && down) {
                        throw new SQLException("no server", "08001");
                    }
                },
                result -> result instanceof Connection connection ? faulty(connection) : result);
    }

    private Connection faulty(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (self, method, arguments) -> {
                            if (method.getName().equals("commit")) {
                                Commit next = commit;
                                commit = Connection::commit;
                                next.on(connection);
                                return null;
                            }
                            return call(() -> method.invoke(connection, arguments));
                        });
    }

    private interface Before {
        void call(String method) throws Exception;
    }

    private interface After {
        Object of(Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Before before, After after) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            before.call(method.getName());
                            return after.of(call(() -> method.invoke(target, arguments)));
                        }));
    }

    private interface Call {
        Object run() throws Exception;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
