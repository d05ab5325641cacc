package dev.hansard.query.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;

/** A node compares users with the log all the time, if it is told to. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SamplesTest {

    private TestDatabase database;
    private LogWriter log;

    @BeforeEach
    void make() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), Clock.systemUTC());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_row_that_was_changed_is_counted_and_health_stays_as_it_is() {
        try (RunningQueryService service = start(6_000)) {
            talk(service);
            await().until(() -> count(service, "hansard.sample.users") > 3);
            assertThat(differences(service)).isZero();

            database.execute("update conversation_view set message_count = 7");

            await().until(() -> differences(service) > 0);
            assertThat(service.get("/actuator/health").status()).isEqualTo(200);
            assertThat(service.get("/actuator/prometheus").ok().body())
                    .contains("hansard_sample_differences_total{view=\"conversations-table\"}")
                    .contains("hansard_sample_differences_total{view=\"recent-messages\"} 0.0")
                    .contains("hansard_sample_users_total");
        }
    }

    @Test
    void nobody_is_compared_where_it_is_switched_off() {
        try (RunningQueryService service = start(0)) {
            talk(service);
            service.bean(Samples.class).stop();

            assertThat(count(service, "hansard.sample.users")).isZero();
            service.bean(Samples.class).compareOne();
            assertThat(count(service, "hansard.sample.users")).isEqualTo(1);
        }
    }

    private void talk(RunningQueryService service) {
        var tenant = new Tenant("red", log, service);
        tenant.session("desk", "ann");
        tenant.talk("trip", "ann", "desk").saysTimes(3);
        tenant.get("/v1/conversations", "Prefer", "wait=30").ok();
        tenant.get("/v1/conversations/trip/window").ok();
    }

    private RunningQueryService start(int usersPerMinute) {
        return RunningQueryService.on(
                database,
                Clock.systemUTC(),
                "--hansard.audit.sample.users-per-minute=" + usersPerMinute);
    }

    private static double differences(RunningQueryService service) {
        return count(service, "hansard.sample.differences");
    }

    private static double count(RunningQueryService service, String name) {
        return service.bean(MeterRegistry.class).get(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
