package dev.hansard.api.user;

/**
 * What can have happened to a user. A storage format: names and fields are fixed by the golden
 * files of {@code EventFormatTest}, changes go through an upcaster.
 */
public sealed interface UserEvent {

    /** The user's newest session; the one before it has ended, expired or never was. */
    record CurrentSessionSet(String sessionId) implements UserEvent {}
}
