package dev.hansard.benchmarks.application;

import dev.hansard.benchmarks.harness.HttpConnection;
import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.seed.Messages;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/** A thousand conversations that are read and appended to over HTTP, any of them each time. */
public final class Talks {

    private static final int CONVERSATIONS = 1_024;
    private static final int MESSAGES_EACH = 25;

    private Talks() {}

    /** A new database with them. */
    public static Database create(BenchmarkServer server, String name)
            throws SQLException, IOException {
        Database database = server.create(name);
        SeededLog.write(database, Seed.conversations(CONVERSATIONS, MESSAGES_EACH));
        return database;
    }

    /** A request that appends one message. */
    public static byte[] append() {
        return post(any() + "/messages");
    }

    /** The same body for who does nothing with it. */
    public static byte[] emptyPost() {
        return post(BenchmarkEndpoints.EMPTY_POST);
    }

    /** A request for a window. */
    public static byte[] window() {
        return HttpConnection.get(any() + "/window");
    }

    private static byte[] post(String path) {
        return HttpConnection.post(path, "{\"messages\":[" + Messages.json() + "]}");
    }

    private static String any() {
        return "/v1/conversations/talk-" + ThreadLocalRandom.current().nextInt(CONVERSATIONS);
    }
}
