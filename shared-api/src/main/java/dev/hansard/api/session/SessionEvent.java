package dev.hansard.api.session;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What can have happened to a session. A storage format: names and fields are fixed by the golden
 * files of {@code EventFormatTest}, changes go through an upcaster.
 */
public sealed interface SessionEvent {

    /**
     * @param preferences as given, without defaults
     * @param ttl idle time after which it expires
     */
    record SessionCreated(String userId, Json metadata, Json preferences, Ttl ttl)
            implements SessionEvent {}

    /**
     * @param expiresAt the instant from which the key is gone for every reader; null for never
     */
    record StateSet(String key, @Nullable Instant expiresAt, Json value) implements SessionEvent {}

    record StateRemoved(String key) implements SessionEvent {}

    /** A key whose time is over has been taken out; readers have not seen it since then anyway. */
    record StateExpired(String key) implements SessionEvent {}

    /** New values after the merge; null leaves a value as it was. */
    record MetadataSet(@Nullable Json metadata, @Nullable Ttl ttl) implements SessionEvent {}

    /**
     * @param preferences all of them after the merge, without defaults
     */
    record PreferencesSet(Json preferences) implements SessionEvent {}

    /** State, preferences and turn count are back to their defaults. */
    record SessionReset() implements SessionEvent {}

    /**
     * @param idleSince the last activity, its own or that of a conversation that names it
     */
    record SessionExpired(Instant idleSince) implements SessionEvent {}

    /** Back under the same id, with nothing of its earlier life but its history. */
    record SessionReopened(Json metadata, Json preferences, Ttl ttl) implements SessionEvent {}

    record SessionEnded(Reason reason) implements SessionEvent {}

    /** Why a session ended. */
    enum Reason {
        /** A client asked for it. */
        @JsonProperty("requested")
        REQUESTED,
        /** Its user began another one. */
        @JsonProperty("superseded")
        SUPERSEDED
    }
}
