package dev.hansard.command.user;

import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.command.state.StateLimits;

/**
 * How large what is remembered of a user may be.
 *
 * @param profileBytes the profile, after a merge if there was one, in bytes of UTF-8
 */
public record UserLimits(StateLimits state, int profileBytes) {

    public static final UserLimits DEFAULT = new UserLimits(StateLimits.DEFAULT, 256 * 1024);

    /** Those of a tenant. */
    public static UserLimits of(TenantSettings settings) {
        return new UserLimits(StateLimits.of(settings), settings.limit(TenantLimit.PROFILE));
    }
}
