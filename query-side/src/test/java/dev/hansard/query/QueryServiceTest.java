package dev.hansard.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;

/** The query service on a real PostgreSQL, with another process writing the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryServiceTest {

    private static final String TENANT = "default";

    private static TestDatabase database;
    private static ConfigurableApplicationContext service;
    private static LogWriter log;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), Clock.systemUTC());
        var application = new SpringApplication(QueryServiceApplication.class);
        service = application.run("--server.port=0", "--spring.datasource.url=" + database.url());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        service.close();
        database.close();
    }

    @Test
    void a_window_shows_what_another_process_wrote_as_soon_as_the_query_asks_for_it()
            throws Exception {
        converse("w", "ann", null);
        long position =
                say(
                        "w",
                        1,
                        Role.USER,
                        "{\"role\":\"user\",\"content\":\"1.10 stays \\u0000\",\"n\":1.10}");

        var answer = get("/v1/conversations/w/window", "Hansard-Min-Position", "" + position);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Hansard-Position").orElseThrow())
                .isGreaterThanOrEqualTo(position);
        assertThat(answer.body())
                .startsWith(
                        "{\"conversationId\":\"w\",\"messages\":[{\"role\":\"user\",\"content\":\"1.10 stays \\u0000\",\"n\":1.10,\"messageId\":\"m1\",\"sequence\":1,\"position\":"
                                + position
                                + ",\"at\":\"")
                .endsWith("}],\"turnCount\":1,\"compactionDue\":false}");
    }

    private static AggregateId conversation(String id) {
        return AggregateId.conversation(TENANT, id);
    }

    private static long converse(String id, String user, String session) {
        return log.append(
                conversation(id),
                user,
                session,
                new ConversationCreated(
                        user, session, Json.EMPTY_OBJECT, Ttl.parse("PT24H"), 20, true));
    }

    private static long say(String id, long sequence, Role role, String message) {
        var event =
                new MessageAppended(
                        "m" + sequence, sequence, role, (int) sequence, Json.trusted(message));
        return log.append(
                conversation(id),
                "ann",
                null,
                "conversation.MessageAppended",
                "m" + sequence,
                EventFormat.CURRENT.write(event));
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        int port = ((WebServerApplicationContext) service).getWebServer().getPort();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
