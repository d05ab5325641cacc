package dev.hansard.command.conversation;

import dev.hansard.eventstore.EventLog;

import java.lang.reflect.Proxy;

/** A log for tests in which nothing is to be looked up. */
final class NoLog {

    static final EventLog INSTANCE =
            (EventLog)
                    Proxy.newProxyInstance(
                            NoLog.class.getClassLoader(),
                            new Class<?>[] {EventLog.class},
                            (proxy, method, arguments) -> {
                                throw new AssertionError("the log was asked: " + method.getName());
                            });

    private NoLog() {}
}
