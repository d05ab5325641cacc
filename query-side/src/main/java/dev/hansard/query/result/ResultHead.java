package dev.hansard.query.result;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a result without looking into it.
 *
 * @param key names it within its tenant
 * @param requestKey what all results have in common that answer the same request
 * @param userId the user it is personal to; null for one that is the tenant's
 * @param asOf position up to which invalidations were seen by who made it: later ones apply
 * @param expiresAt null for never
 * @param selectors what it can be invalidated by, see {@link Selectors}
 */
record ResultHead(
        String tenant,
        String key,
        String requestKey,
        @Nullable String userId,
        long asOf,
        Instant storedAt,
        @Nullable Instant expiresAt,
        List<UUID> selectors) {

    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
