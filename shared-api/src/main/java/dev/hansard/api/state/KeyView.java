package dev.hansard.api.state;

import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One key with its value as clients see it: of a session's or user's state, or of a table.
 *
 * @param expiresAt absent for never
 */
public record KeyView(String key, Json value, @Nullable Instant expiresAt) {}
