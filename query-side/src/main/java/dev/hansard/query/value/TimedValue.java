package dev.hansard.query.value;

import dev.hansard.api.json.Json;
import dev.hansard.api.state.KeyView;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A value as its last event set it.
 *
 * @param expiresAt from then on it is gone for every reader; null for never
 * @param version of the aggregate then
 */
public record TimedValue(Json json, @Nullable Instant expiresAt, long version) {

    private static final int OVERHEAD = 150;

    public boolean isThere(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** As clients see it under its key. */
    public KeyView view(String key) {
        return new KeyView(key, json, expiresAt);
    }

    /** Bytes in memory, near enough. */
    public long weight() {
        return OVERHEAD + json.size();
    }
}
