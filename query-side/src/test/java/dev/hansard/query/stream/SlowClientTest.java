package dev.hansard.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;

/** A client that opens a stream and takes nothing of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SlowClientTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** More than all buffers between the two hold. */
    private static final String LONG = "x".repeat(500_000);

    @Test
    void it_is_disconnected_and_slows_nobody() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                RunningQueryService service =
                        RunningQueryService.on(
                                database,
                                Clock.systemUTC(),
                                "--hansard.stream.buffer-events=5",
                                "--server.tomcat.connection-timeout=10s")) {
            var tenant =
                    new Tenant(
                            "red",
                            new LogWriter(database.dataSource(), Clock.systemUTC()),
                            service);
            var talk = tenant.talk("trip", "ann", null);
            try (Socket slow = new Socket();
                    Listener quick = new Listener(tenant.lines("/v1/stream?conversationId=trip"))) {
                slow.setReceiveBufferSize(1_024);
                slow.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
                slow.getOutputStream()
                        .write(
                                """
                                GET /v1/stream HTTP/1.1\r
                                Host: localhost\r
                                Hansard-Tenant: red\r
                                \r
                                """
                                        .getBytes(US_ASCII));
                await().atMost(SOON).until(() -> open(service) == 2);

                for (int i = 0; i < 40; i++) {
                    talk.says(LONG);
                    quick.awaitEvent(tenant.written());
                }

                await().atMost(SOON).until(() -> open(service) == 1);
                assertThat(overrun(service)).isEqualTo(1);
                talk.says("after");
                quick.awaitEvent(tenant.written());
                assertThat(quick.ids()).hasSize(41).isSorted();
            }
        }
    }

    private static double open(RunningQueryService service) {
        return service.bean(MeterRegistry.class).get("hansard.stream.open").gauge().value();
    }

    private static double overrun(RunningQueryService service) {
        return service.bean(MeterRegistry.class).get("hansard.stream.overrun").counter().count();
    }
}
