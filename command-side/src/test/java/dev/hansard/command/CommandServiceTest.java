package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The command service as an operator meets it. */
@Isolated("it reads what the whole process prints")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class CommandServiceTest {

    @Test
    void it_does_not_start_without_a_database(CapturedOutput output) {
        SpringApplication application = CommandServiceApplication.application();

        assertThat(catchThrowable(application::run)).isNotNull();
        assertThat(output)
                .contains("spring.datasource.url is not set")
                .contains("SPRING_DATASOURCE_URL")
                .doesNotContain("\tat ");
    }

    @Test
    void it_does_not_start_on_a_database_that_does_not_answer(CapturedOutput output) {
        SpringApplication application = CommandServiceApplication.application();

        assertThat(
                        catchThrowable(
                                () ->
                                        application.run(
                                                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/h?password=secret")))
                .isNotNull();
        assertThat(output)
                .contains("Hansard does not start: the database jdbc:postgresql://127.0.0.1:1/h ")
                .contains("refused")
                .doesNotContain("\tat ", "secret");
    }

    @Test
    void it_does_not_start_without_an_envelope_key(CapturedOutput output) {
        SpringApplication application = CommandServiceApplication.application();
        try (TestDatabase database = TestDatabase.createEmpty()) {
            String url = "--spring.datasource.url=" + database.url();

            assertThat(catchThrowable(() -> application.run(url, "--server.port=0"))).isNotNull();
        }
        assertThat(output)
                .contains("Hansard does not start: contents are sealed, and no envelope key")
                .contains("HANSARD_ENCRYPTION_KEY")
                .doesNotContain("\tat ");
    }

    @Test
    void it_takes_its_defaults_from_its_settings() {
        try (TestDatabase database = TestDatabase.createEmpty();
                CommandNode node =
                        CommandNode.start(
                                database.url(),
                                new SettableClock(),
                                "hansard.ttl.session=never",
                                "hansard.ttl.conversation=P1D",
                                "hansard.conversations.max-turns-before-compact=3",
                                "hansard.conversations.auto-compact=false",
                                "hansard.limits.session-state-keys=1")) {
            Api api = node.api();
            String session = api.put("/v1/users/ann/session", "{}").expect(201).text();
            String conversation =
                    api.put("/v1/conversations/c", "{\"userId\":\"ann\"}").expect(201).text();

            assertThat(session).doesNotContain("expiresAt");
            assertThat(conversation)
                    .contains("\"expiresAt\":\"2026-03-05T05:06:07Z\"")
                    .contains("\"maxTurnsBeforeCompact\":3,\"autoCompact\":false");
        }
    }

    @Test
    void health_names_the_store_and_the_index() {
        try (TestDatabase database = TestDatabase.createEmpty();
                CommandNode node = CommandNode.start(database.url(), new SettableClock())) {
            Api api = node.api();
            await().until(() -> api.get("/actuator/health").status() == 200);

            assertThat(api.get("/actuator/health").body().get("components").propertyNames())
                    .contains("db", "eventStore", "activity");
            api.put("/v1/users/ann/session", "{}").expect(201);
            assertThat(api.get("/actuator/prometheus").expect(200).text())
                    .contains("hansard_events_appended")
                    .contains("hansard_view_position{view=\"activity\"}");
        }
    }

    @Test
    void stopping_lets_requests_finish_and_refuses_no_more_of_them() {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            CommandNode node = CommandNode.start(database.url(), new SettableClock());
            Api api = node.api();
            api.put("/v1/conversations/c", "{\"userId\":\"ann\"}").expect(201);
            CompletableFuture<Integer> written = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> written.complete(appendUntilRefused(api)));
            await().until(() -> node.count("conversation.MessageAppended") > 3);

            long start = System.nanoTime();
            node.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
            try (CommandNode next = CommandNode.start(database.url(), new SettableClock())) {
                assertThat(next.count("conversation.MessageAppended"))
                        .isBetween((long) written.join(), written.join() + 1L);
            }
        }
    }

    private static int appendUntilRefused(Api api) {
        int written = 0;
        try {
            while (api.post("/v1/conversations/c/messages", "{\"messages\":[{\"role\":\"user\"}]}")
                            .status()
                    == 201) {
                written++;
            }
        } catch (IllegalStateException e) {
            // The server has stopped listening.
        }
        return written;
    }
}
