package dev.hansard.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.events.EventFormat;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogTenants;
import dev.hansard.eventstore.PostgresEventLog;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;

/** What a node knows of tenants, held against the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantComparisonTest {

    private TestDatabase database;
    private TenantLog log;
    private EventLog events;
    private TenantRegistry registry;

    @BeforeEach
    void make() {
        database = TestDatabase.create();
        log = new TenantLog(database, Clock.systemUTC());
        events = new PostgresEventLog(database.dataSource(), EventFormat.CURRENT::read);
        registry =
                new TenantRegistry(
                        new TenantHistory(events, new LogTenants(database.dataSource())),
                        loaded -> {});
        log.makeKey("acme", null);
        log.append("acme", new AllowListSet(Mode.LISTED, List.of("ann")));
        log.append("acme", new SettingsSet(TenantSettings.NONE));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void nothing_differs_and_what_came_since_is_not_missed() {
        assertThat(compare("acme")).isEmpty();
        assertThat(compare("nobody")).isEmpty();

        log.makeKey("acme", null);
        assertThat(compare("acme")).isEmpty();
        registry.apply(events.read(registry.resumeAfter(), 10));
        assertThat(compare("acme")).isEmpty();
    }

    @Test
    void an_event_that_the_log_does_not_have_any_more_is_found() {
        registry.resumeAfter();

        database.execute("delete from event where position = 2");

        assertThat(compare("acme")).containsExactly("allowedUsers");
    }

    private List<String> compare(String tenant) {
        return new TenantComparison(registry, events).of(tenant).differing();
    }
}
