package dev.hansard.query.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What a query service has in memory a moment after its start. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WarmUpTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestDatabase database = TestDatabase.create();
    private final LogWriter log = new LogWriter(database.dataSource(), RunningQueryService.CLOCK);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_first_read_of_a_user_and_of_a_named_table_is_a_hit() throws InterruptedException {
        var writer = new Tenant("default", log, null);
        writer.session("s", "ann");
        writer.talk("c", "ann", "s").says("hello");
        writer.user("ann", new ProfileSet(Json.trusted("{\"name\":\"Ann\"}")));
        for (int i = 0; i < 1_500; i++) {
            writer.put("flights", "f" + i, "{\"to\":\"OSL\"}", null);
        }
        writer.put("others", "o", "1", null);
        try (RunningQueryService service =
                start("--hansard.warm-up.tables=flights,default/not-there,other/flights")) {
            var tenant = new Tenant("default", log, service);
            MeterRegistry meters = service.bean(MeterRegistry.class);
            double missed = misses(meters);

            tenant.get("/v1/users/ann/messages").ok();
            tenant.get("/v1/users/ann/session").ok();
            tenant.get("/v1/users/ann/profile").ok();
            tenant.get("/v1/conversations/c/window").ok();
            tenant.get("/v1/tables/flights/f0").ok();
            tenant.get("/v1/tables/flights/f1499").ok();

            assertThat(misses(meters)).isEqualTo(missed);
            for (String cache : new String[] {"groups", "conversations", "sessions", "users"}) {
                assertThat(hits(meters, cache)).as(cache).isPositive();
            }
            assertThat(warmed(meters, "users")).isEqualTo(1);
            assertThat(warmed(meters, "entries")).isEqualTo(1_500);
        }
    }

    @Test
    void of_an_empty_store_nothing_is_read() throws InterruptedException {
        try (RunningQueryService service = start("--hansard.warm-up.tables=flights")) {
            MeterRegistry meters = service.bean(MeterRegistry.class);

            assertThat(warmed(meters, "users")).isZero();
            assertThat(warmed(meters, "entries")).isZero();
            assertThat(misses(meters)).isZero();
        }
    }

    @Test
    void a_table_that_no_table_can_be_named_keeps_it_from_starting() {
        assertThatThrownBy(() -> start("--hansard.warm-up.tables=a/b/c"))
                .hasStackTraceContaining("hansard.warm-up.tables must be tables");
    }

    private RunningQueryService start(String setting) throws InterruptedException {
        RunningQueryService service =
                RunningQueryService.on(database, RunningQueryService.CLOCK, setting);
        assertThat(service.bean(WarmUps.class).await(LONG)).isTrue();
        return service;
    }

    private static double misses(MeterRegistry meters) {
        return meters.get("cache.gets").tag("result", "miss").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static double hits(MeterRegistry meters, String cache) {
        return meters.get("cache.gets")
                .tag("result", "hit")
                .tag("cache", cache)
                .functionCounter()
                .count();
    }

    private static double warmed(MeterRegistry meters, String what) {
        return meters.get("hansard.warmed").tag("what", what).counter().count();
    }
}
