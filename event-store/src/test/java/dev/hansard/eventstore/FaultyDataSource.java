package dev.hansard.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

/** A data source over another, where things can be made to go wrong around a commit. */
final class FaultyDataSource {

    /** What happens instead of the statement that writes and commits. */
    interface Commit {
        void on(Connection connection, Write write) throws Exception;
    }

    /** The statement itself. */
    interface Write {
        void run() throws Exception;
    }

    private final DataSource delegate;
    private Commit commit = (connection, write) -> write.run();
    private volatile boolean down;
    private volatile int prepared;

    FaultyDataSource(DataSource delegate) {
        this.delegate = delegate;
    }

    void onCommit(Commit commit) {
        this.commit = commit;
    }

    /** How many statements were made ready so far. */
    int prepared() {
        return prepared;
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
                            Object result = call(() -> method.invoke(connection, arguments));
                            if (method.getName().equals("prepareStatement")) {
                                prepared++;
                            }
                            return method.getName().equals("prepareStatement")
                                            && ((String) arguments[0]).startsWith(BatchWriter.WRITE)
                                    ? faulty(connection, (PreparedStatement) result)
                                    : result;
                        });
    }

    private PreparedStatement faulty(Connection connection, PreparedStatement statement) {
        return (PreparedStatement)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {PreparedStatement.class},
                        (self, method, arguments) -> {
                            if (!method.getName().equals("execute")) {
                                return call(() -> method.invoke(statement, arguments));
                            }
                            Commit next = commit;
                            commit = (anywhere, write) -> write.run();
                            next.on(connection, statement::execute);
                            return true;
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
