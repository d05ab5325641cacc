package dev.hansard.allinone.conformity;

import dev.hansard.allinone.HansardApplication;
import dev.hansard.eventstore.testing.InProcess;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestSeals;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * Another all-in-one, that asks for keys, with a clock that a test moves: on a database of its own
 * on the server of {@link RunningHansard}.
 */
final class KeyedHansard implements AutoCloseable {

    static final String OPERATOR = "operator-of-the-test";

    private final SettableClock clock =
            new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    private final ConfigurableApplicationContext context;

    KeyedHansard() {
        SpringApplication application = HansardApplication.application();
        application.addInitializers(
                starting -> starting.getBeanFactory().registerSingleton("testClock", clock));
        Environment other = RunningHansard.context().getEnvironment();
        new JdbcTemplate(RunningHansard.context().getBean(DataSource.class))
                .execute("create database keyed");
        Path files = Repository.path("all-in-one/target/audit/" + UUID.randomUUID());
        context =
                InProcess.start(
                        application,
                        "--spring.datasource.url="
                                + other.getRequiredProperty("spring.datasource.url")
                                        .replaceFirst("/[^/]*$", "/keyed"),
                        property(other, "spring.datasource.username"),
                        property(other, "spring.datasource.password"),
                        "--server.port=0",
                        "--hansard.stream.heartbeat=100ms",
                        TestSeals.ARGUMENT,
                        "--hansard.audit.signing-key-file=" + files.resolve("signing-key"),
                        "--hansard.audit.heads-file=" + files.resolve("signed-heads.ndjson"),
                        "--hansard.admin-key=" + OPERATOR);
    }

    private static String property(Environment environment, String name) {
        return "--" + name + "=" + environment.getRequiredProperty(name);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    void moveClock(Duration by) {
        clock.move(by);
    }

    /** Makes a key, by a body that says of what kind. */
    JsonNode make(String tenant, String body) {
        return JsonMapper.shared()
                .readTree(
                        send(OPERATOR, "POST", "/v1/admin/keys", body, "Hansard-Tenant", tenant)
                                .body());
    }

    /** Sends a request with a key, or with none. */
    HttpResponse<String> send(
            @Nullable String key,
            String method,
            String path,
            @Nullable String body,
            String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (key != null) {
            all.addAll(List.of("Authorization", "Bearer " + key));
        }
        return RunningHansard.sendTo(context, method, path, body, all.toArray(String[]::new));
    }

    @Override
    public void close() {
        context.close();
    }
}
