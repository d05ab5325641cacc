package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.typed;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import java.util.List;

import javax.sql.DataSource;

/**
 * A log with two tenants, users with sessions, and conversations that carry a session as context.
 */
final class SampleLog implements AutoCloseable {

    private static final int CONVERSATIONS = 6;
    private static final int EVENTS = 15;

    private final TestDatabase database = TestDatabase.create();
    private final TestNode node = TestNode.on(database.dataSource());

    private SampleLog() {}

    static SampleLog write() {
        var sample = new SampleLog();
        for (int i = 0; i < EVENTS; i++) {
            for (String tenant : List.of("t1", "t2")) {
                for (int c = 0; c < CONVERSATIONS; c++) {
                    String session = tenant + "/session/s" + c % 2;
                    String conversation = tenant + "/conversation/c" + c;
                    sample.put(tenant, conversation, i, "u" + c % 3, c == 5 ? null : session);
                }
                sample.put(tenant, tenant + "/session/s0", i, "u0", null);
            }
        }
        sample.put("t1", "t1/session/own", 0, "u0", "t1/session/own");
        return sample;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    EventLog log() {
        return node.log();
    }

    /** All of its events, in order. */
    List<RecordedEvent> events() {
        return log().read(0, 10_000);
    }

    @Override
    public void close() {
        database.close();
    }

    private void put(String tenant, String id, int sequence, String user, String context) {
        String type = sequence % 4 == 0 ? "rare" : "common";
        node.appender()
                .append(append(typed(type, tenant, id, sequence, user, context, "key" + sequence)));
    }
}
