package dev.hansard.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.hansard.api.conversation.ConversationView;
import dev.hansard.api.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A conversation as it was at a moment.
 *
 * @param messages the last of its history then, in the order asked for
 * @param hasMore whether there were older ones
 * @param next the cursor to those, shown as null when there are none
 */
public record PastConversation(
        @JsonUnwrapped ConversationView conversation,
        List<Json> messages,
        boolean hasMore,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}
