package dev.hansard.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;

/** A stream costs a place, is never silent for long, and ends with its node. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StreamLimitsTest {

    private TestDatabase database;
    private RunningQueryService service;
    private Tenant tenant;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        service =
                RunningQueryService.on(
                        database,
                        Clock.systemUTC(),
                        "--hansard.stream.connections=2",
                        "--hansard.stream.heartbeat=100ms");
        tenant =
                new Tenant(
                        "limited",
                        new LogWriter(database.dataSource(), Clock.systemUTC()),
                        service);
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
    }

    @Test
    void a_HEAD_opens_none() {
        var answer = service.send("HEAD", "/v1/stream", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(service.bean(MeterRegistry.class).get("hansard.stream.open").gauge().value())
                .isZero();
    }

    @Test
    void streams_have_places_hearts_and_an_end() throws Exception {
        var first = new Listener(tenant.lines("/v1/stream"));
        var second = new Listener(tenant.lines("/v1/stream"));

        var refused = tenant.get("/v1/stream");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"overloaded\"");
        first.awaitHeartbeats(3);
        assertThat(first.ids()).isEmpty();

        first.close();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            var again = tenant.lines("/v1/stream");
                            again.body().close();
                            return again.statusCode() == 200;
                        });

        Thread stopping = Thread.ofVirtual().start(service::close);
        second.awaitEnd();
        assertThat(stopping.join(Duration.ofSeconds(20))).isTrue();
    }
}
