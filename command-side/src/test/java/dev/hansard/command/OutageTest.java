package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.ErrorCode;
import dev.hansard.command.Api.Reply;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/** A database that stops and comes back while the service runs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {

    @TempDir Path directory;
    private final SettableClock clock = new SettableClock();

    @Test
    void commands_are_refused_while_the_database_is_away_and_go_on_when_it_is_back()
            throws IOException {
        int port = freePort();
        EmbeddedPostgres database = database(port);
        try (CommandNode node =
                CommandNode.start(
                        database.getJdbcUrl("postgres", "postgres"),
                        clock,
                        "spring.datasource.hikari.connection-timeout=1000")) {
            Api api = node.api();
            api.put("/v1/conversations/c", "{\"userId\":\"ann\",\"ttl\":\"PT1M\"}").expect(201);
            awaitHealth(api, 200);

            database.close();

            Reply refused = append(api);
            refused.refused(503, ErrorCode.STORE_UNAVAILABLE);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            append(api.with("Idempotency-Key", "k")).refused(503, ErrorCode.STORE_UNAVAILABLE);
            awaitHealth(api, 503);
            assertThat(component(api, "db")).isEqualTo("DOWN");
            assertThat(component(api, "eventStore")).isEqualTo("DOWN");

            database = database(port);

            await().until(() -> append(api.with("Idempotency-Key", "k")).status() == 201);
            awaitHealth(api, 200);
            clock.advance(Duration.ofMinutes(2));
            await().until(() -> node.count("conversation.ConversationExpired") == 1);
            assertThat(node.count("conversation.MessageAppended")).isEqualTo(1);
        } finally {
            database.close();
        }
    }

    private EmbeddedPostgres database(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitHealth(Api api, int status) {
        await().until(() -> api.get("/actuator/health").status() == status);
    }

    private static String component(Api api, String name) {
        return api.get("/actuator/health")
                .body()
                .get("components")
                .get(name)
                .get("status")
                .asString();
    }

    private static Reply append(Api api) {
        return api.post("/v1/conversations/c/messages", "{\"messages\":[{\"role\":\"user\"}]}");
    }
}
