package dev.hansard.api.user;

import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What can have happened to a user. A storage format: names and fields are fixed by the golden
 * files of {@code EventFormatTest}, changes go through an upcaster.
 */
public sealed interface UserEvent {

    /** The user's newest session; the one before it has ended, expired or never was. */
    record CurrentSessionSet(String sessionId) implements UserEvent {}

    /**
     * @param profile all of it, after the merge if there was one
     */
    record ProfileSet(Json profile) implements UserEvent {}

    record ProfileRemoved() implements UserEvent {}

    /**
     * @param expiresAt the instant from which the key is gone for every reader; null for never
     */
    record UserStateSet(String key, @Nullable Instant expiresAt, Json value) implements UserEvent {}

    record UserStateRemoved(String key) implements UserEvent {}

    /** A key whose time is over has been taken out; readers have not seen it since then anyway. */
    record UserStateExpired(String key) implements UserEvent {}

    /**
     * Nothing that the user said or that was kept about them can be read any more; the last event
     * of whatever is theirs. In the log in clear, since the user's key is gone with it.
     */
    record UserErased() implements UserEvent {}
}
