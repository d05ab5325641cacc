package dev.hansard.command.session;

import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.command.state.StateLimits;

/**
 * How large things in a session may be.
 *
 * @param metadataBytes the metadata after a merge, in bytes of UTF-8
 * @param preferencesBytes the preferences after a merge, in bytes of UTF-8
 */
public record SessionLimits(StateLimits state, int metadataBytes, int preferencesBytes) {

    public static final SessionLimits DEFAULT =
            new SessionLimits(StateLimits.DEFAULT, 16 * 1024, 16 * 1024);

    /** Those of a tenant. */
    public static SessionLimits of(TenantSettings settings) {
        return new SessionLimits(
                StateLimits.of(settings),
                settings.limit(TenantLimit.METADATA),
                settings.limit(TenantLimit.PREFERENCES));
    }
}
