package dev.hansard.query;

import dev.hansard.eventstore.EventLog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Counts the events that are taken from a log in lists. */
public final class CountingLog {

    private final EventLog counted;
    private long events;

    public CountingLog(EventLog log) {
        this.counted =
                (EventLog)
                        Proxy.newProxyInstance(
                                EventLog.class.getClassLoader(),
                                new Class<?>[] {EventLog.class},
                                (proxy, method, arguments) -> {
                                    try {
                                        return count(method.invoke(log, arguments));
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
    }

    public EventLog log() {
        return counted;
    }

    /** How many there were since the last look. */
    public long look() {
        long now = events;
        events = 0;
        return now;
    }

    private Object count(Object answer) {
        events += answer instanceof List<?> list ? list.size() : 0;
        return answer;
    }
}
