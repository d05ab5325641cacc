package dev.hansard.command.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.hansard.api.ErrorCode;
import dev.hansard.command.Api;
import dev.hansard.command.Api.Reply;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Erasures over HTTP: what a command service answers, and what it leaves in the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasureApiTest {

    private static final String ERASED = "user.UserErased";
    private static final String RECEIPT = "tenant.ErasureCompleted";

    private TestDatabase database;
    private CommandNode node;
    private Api api;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        node = CommandNode.start(database.url(), new SettableClock());
        api = node.api();
        api.put("/v1/users/ann/profile", "{\"name\":\"Ann\"}").expect(204);
        api.put("/v1/users/ben/profile", "{\"name\":\"Ben\"}").expect(204);
        api.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"desk\"}").expect(201);
        api.post("/v1/conversations", "{\"userId\":\"ann\",\"conversationId\":\"talk\"}")
                .expect(201);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void a_user_is_erased_for_good_and_nobody_else_is() {
        Reply asked = erase("ann").expect(202);
        assertThat(asked.header("Location")).isEqualTo("/v1/users/ann/erasure");
        assertThat(asked.body().get("userId").asString()).isEqualTo("ann");

        api.put("/v1/users/ann/profile", "{}").refused(410, ErrorCode.ERASED);
        api.post("/v1/conversations/talk/clear", "").refused(410, ErrorCode.ERASED);
        api.put("/v1/sessions/desk/state/key", "{\"value\":1}").refused(410, ErrorCode.ERASED);
        api.put("/v1/users/ben/profile", "{\"name\":\"Benjamin\"}").expect(204);
    }

    @Test
    void when_every_node_has_let_go_there_is_one_receipt_with_what_was_erased() {
        erase("ann").expect(202);
        await().until(() -> erase("ann").text().contains("\"succeeded\""));

        Reply again = erase("ann").expect(202);

        assertThat(again.body().get("conversations").asLong()).isOne();
        assertThat(again.body().get("sessions").asLong()).isOne();
        assertThat(node.count(ERASED)).isOne();
        assertThat(node.count(RECEIPT)).isOne();
        List<RecordedEvent> log = node.log();
        assertThat(log.stream().filter(RecordedEvent::erased))
                .isNotEmpty()
                .allMatch(event -> "ann".equals(event.userId()))
                .hasSize(again.body().get("events").asInt());
    }

    @Test
    void a_command_to_somebody_erased_is_nothing_that_the_log_tells() {
        erase("ann").expect(202);
        var told = new ListAppender<ILoggingEvent>();
        told.start();
        var axon = (Logger) LoggerFactory.getLogger("org.axonframework.modelling.command");
        axon.addAppender(told);

        api.post("/v1/conversations/talk/clear", "").refused(410, ErrorCode.ERASED);

        axon.detachAppender(told);
        assertThat(told.list).isEmpty();
    }

    @Test
    void an_erasure_has_to_be_confirmed_and_needs_somebody() {
        api.post("/v1/users/ann/erasure", "{\"confirm\":\"ben\"}")
                .refused(422, ErrorCode.INVALID_REQUEST, "/confirm");
        erase("nobody").refused(404, ErrorCode.NOT_FOUND);
        assertThat(node.count(ERASED)).isZero();
    }

    private Reply erase(String user) {
        return api.post("/v1/users/" + user + "/erasure", "{\"confirm\":\"%s\"}".formatted(user));
    }
}
