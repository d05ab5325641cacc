package dev.hansard.api.conversation;

import dev.hansard.api.json.Json;

/**
 * One message on its way in.
 *
 * @param messageId the client's id, or one made by the server
 * @param role its {@code role}
 * @param message the whole message object exactly as sent
 */
public record NewMessage(String messageId, Role role, Json message) {}
