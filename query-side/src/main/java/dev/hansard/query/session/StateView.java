package dev.hansard.query.session;

import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One key of a session's state as clients see it.
 *
 * @param expiresAt absent for never
 */
record StateView(String key, Json value, @Nullable Instant expiresAt) {

    static StateView of(String key, SessionContent.Entry entry) {
        return new StateView(key, entry.value(), entry.expiresAt());
    }
}
