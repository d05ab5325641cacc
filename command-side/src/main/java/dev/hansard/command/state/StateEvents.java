package dev.hansard.command.state;

import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Function;

/**
 * How the owner of state says what happened to a key.
 *
 * @param <E> the events of the owner
 */
public record StateEvents<E>(
        Setting<E> set, Function<String, E> removed, Function<String, E> expired) {

    /** Makes the event of a key that was set; {@code expiresAt} is null for never. */
    @FunctionalInterface
    public interface Setting<E> {
        E event(String key, @Nullable Instant expiresAt, Json value);
    }
}
