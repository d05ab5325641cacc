package dev.hansard.api.state;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * One key among several that a command changes.
 *
 * @param remove true: the key goes; value and ttl are null
 * @param value null without {@code remove}: only the time to live changes
 */
public record StateChange(String key, boolean remove, @Nullable Json value, @Nullable Ttl ttl) {}
