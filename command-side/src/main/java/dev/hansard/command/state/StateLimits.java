package dev.hansard.command.state;

import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;

/**
 * How large the state of one session or user may be.
 *
 * @param valueBytes one value, in bytes of UTF-8
 * @param totalBytes all values together, in bytes of UTF-8
 * @param keys how many
 */
public record StateLimits(int valueBytes, int totalBytes, int keys) {

    public static final StateLimits DEFAULT = new StateLimits(256 * 1024, 1024 * 1024, 1_000);

    /** Those of a tenant. */
    public static StateLimits of(TenantSettings settings) {
        return new StateLimits(
                settings.limit(TenantLimit.STATE_VALUE),
                settings.limit(TenantLimit.SESSION_STATE),
                settings.limit(TenantLimit.SESSION_STATE_KEYS));
    }
}
