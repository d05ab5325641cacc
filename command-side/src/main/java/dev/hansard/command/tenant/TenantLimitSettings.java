package dev.hansard.command.tenant;

import dev.hansard.edge.settings.LimitSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a tenant may have.
 *
 * @param keys the most keys that are neither revoked nor over, 1 to 100,000
 * @param allowedUsers the most users on the list of those who may come in, 1 to 100,000
 */
@ConfigurationProperties("hansard.tenants")
record TenantLimitSettings(
        @DefaultValue("1000") int keys, @DefaultValue("10000") int allowedUsers) {

    private static final int MOST = 100_000;

    /**
     * @throws IllegalArgumentException if a value is out of bounds
     */
    TenantLimitSettings {
        check("keys", keys);
        check("allowed-users", allowedUsers);
    }

    TenantLimits limits(LimitSettings edge) {
        return new TenantLimits(keys, allowedUsers, edge.resultTagLength());
    }

    private static void check(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(
                    "hansard.tenants." + name + " must be from 1 to " + MOST);
        }
    }
}
