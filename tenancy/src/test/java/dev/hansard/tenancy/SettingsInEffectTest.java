package dev.hansard.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Map;

/** What a tenant has set lies over what the server's settings say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsInEffectTest {

    private static final TenantSettings SERVER =
            new TenantSettings(
                    Map.of(
                            Lifetime.SESSION, Ttl.parse("PT1H"),
                            Lifetime.RESULT, Ttl.parse("PT5M")),
                    Map.of(TenantLimit.SUMMARY, 1_000, TenantLimit.METADATA, 500));

    private TestDatabase database;
    private TenantLog log;
    private Node node;
    private SettingsInEffect settings;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        log = new TenantLog(database, Clock.systemUTC());
        node = new Node(database, Clock.systemUTC());
        settings = new SettingsInEffect(node.gate, SERVER);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void a_tenant_that_has_set_nothing_has_the_servers() {
        node.start();

        assertThat(settings.server()).isEqualTo(SERVER);
        assertThat(settings.of("acme")).isEqualTo(SERVER);
        assertThat(settings.ttl("acme", Lifetime.SESSION)).isEqualTo(Ttl.parse("PT1H"));
    }

    @Test
    void what_is_set_holds_for_that_tenant_alone_and_a_limit_never_rises() {
        log.append(
                "acme",
                new SettingsSet(
                        new TenantSettings(
                                Map.of(Lifetime.SESSION, Ttl.parse("never")),
                                Map.of(TenantLimit.SUMMARY, 2_000, TenantLimit.METADATA, 100))));
        node.start();

        assertThat(settings.ttl("acme", Lifetime.SESSION)).isEqualTo(Ttl.parse("never"));
        assertThat(settings.ttl("acme", Lifetime.RESULT)).isEqualTo(Ttl.parse("PT5M"));
        assertThat(settings.of("acme").limit(TenantLimit.SUMMARY)).isEqualTo(1_000);
        assertThat(settings.of("acme").limit(TenantLimit.METADATA)).isEqualTo(100);
        assertThat(settings.of("umbra")).isEqualTo(SERVER);
    }

    @Test
    void the_last_settings_take_the_place_of_all_before() {
        log.append(
                "acme",
                new SettingsSet(
                        new TenantSettings(Map.of(Lifetime.SESSION, Ttl.parse("PT9H")), Map.of())));
        long last = log.append("acme", new SettingsSet(TenantSettings.NONE));
        node.start();

        settings.awaitPosition(last);

        assertThat(settings.of("acme")).isEqualTo(SERVER);
    }

    @Test
    void a_node_that_cannot_know_the_settings_says_so() {
        log.appendUnreadable(AggregateId.tenant("acme"));
        node.start();
        await().until(() -> node.follower.state() instanceof Stopped);

        assertThatThrownBy(() -> settings.of("acme")).isInstanceOf(Refusal.class);
    }
}
