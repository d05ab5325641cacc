package dev.hansard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantSettingsTest {

    private static final Ttl HOUR = Ttl.parse("PT1H");

    private static final TenantSettings SERVER =
            new TenantSettings(
                    Map.of(Lifetime.SESSION, HOUR, Lifetime.RESULT, HOUR),
                    Map.of(TenantLimit.MESSAGE, 1_000, TenantLimit.PROFILE, 1_000));

    @Test
    void what_is_set_wins_over_the_servers_and_the_rest_is_the_servers() {
        var set = new TenantSettings(Map.of(Lifetime.SESSION, Ttl.NEVER), Map.of());

        assertThat(set.over(SERVER))
                .isEqualTo(
                        new TenantSettings(
                                Map.of(Lifetime.SESSION, Ttl.NEVER, Lifetime.RESULT, HOUR),
                                SERVER.limits()));
        assertThat(TenantSettings.NONE.over(SERVER)).isEqualTo(SERVER);
    }

    @Test
    void the_lower_limit_counts_also_when_the_servers_came_below_the_tenants_later() {
        var set =
                new TenantSettings(
                        Map.of(), Map.of(TenantLimit.MESSAGE, 100, TenantLimit.PROFILE, 5_000));

        assertThat(set.over(SERVER).limit(TenantLimit.MESSAGE)).isEqualTo(100);
        assertThat(set.over(SERVER).limit(TenantLimit.PROFILE)).isEqualTo(1_000);
        assertThat(set.over(SERVER).ttl(Lifetime.SESSION)).isEqualTo(HOUR);
    }
}
