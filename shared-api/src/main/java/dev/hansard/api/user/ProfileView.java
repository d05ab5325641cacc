package dev.hansard.api.user;

import dev.hansard.api.json.Json;

/**
 * A user's profile as clients see it.
 *
 * @param version of the user when the profile last changed
 */
public record ProfileView(String userId, Json profile, long version) {}
