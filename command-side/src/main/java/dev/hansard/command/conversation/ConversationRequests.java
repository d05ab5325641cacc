package dev.hansard.command.conversation;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.settings.Limit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The bodies of requests about conversations. */
final class ConversationRequests {

    private ConversationRequests() {}

    record NewConversation(
            String userId,
            @Nullable String conversationId,
            @Nullable String sessionId,
            @Limited(Limit.METADATA) @Nullable Json metadata,
            @Nullable Ttl ttl,
            @Nullable Integer maxTurnsBeforeCompact,
            @Nullable Boolean autoCompact,
            @Limited(Limit.MESSAGE) @Nullable List<Json> messages) {}

    record ConversationPatch(
            @Limited(Limit.METADATA) @Nullable Json metadata,
            @Nullable Ttl ttl,
            @Nullable Integer maxTurnsBeforeCompact,
            @Nullable Boolean autoCompact) {}

    /**
     * @param summary of what leaves the window, made by the agent
     * @param keepLast how many of the last messages stay in the window; none if it is not there
     */
    record Compaction(@Limited(Limit.SUMMARY) Json summary, @Nullable Integer keepLast) {}

    /**
     * @param at sequence of the last message that is inherited; the last there is, if it is not
     *     there
     */
    record Fork(@Nullable String conversationId, @Nullable Long at) {
        static final Fork BY_DEFAULT = new Fork(null, null);
    }

    record NewMessages(@Limited(Limit.MESSAGE) List<Json> messages) {}
}
