package dev.hansard.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** What looks on at the calls of an object, and may put another one in the place of a result. */
@FunctionalInterface
interface WatchedCalls {

    Object called(String method, Object[] arguments, Object result);

    /** The object, looked on at. */
    static <T> T of(Class<T> type, T target, WatchedCalls watcher) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            try {
                                return watcher.called(
                                        method.getName(),
                                        arguments,
                                        method.invoke(target, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
