package dev.hansard.query.conversation;

import dev.hansard.api.json.Json;
import dev.hansard.query.reading.JsonBytes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Chooses windows: what of a conversation is sent to a model. The newest messages that fit, call
 * groups whole, and before them, if asked for, what instructs the model since the beginning.
 */
final class Windows {

    private final ConversationLoader conversations;
    private final LeadingMessages leading;
    private final TokenCounts tokens;

    Windows(ConversationLoader conversations, LeadingMessages leading, TokenCounts tokens) {
        this.conversations = conversations;
        this.leading = leading;
        this.tokens = tokens;
    }

    /**
     * A window.
     *
     * @param messages oldest first
     * @param truncated whether something is left out that would be in a window without limits
     */
    record Window(ConversationModel conversation, List<Message> messages, boolean truncated) {

        byte[] json() {
            return json("");
        }

        /**
         * @param more fields to put at the end, with a comma before each
         */
        byte[] json(String more) {
            Json summary = conversation.summary();
            int size = messages.stream().mapToInt(m -> m.json().length + 1).sum();
            return new JsonBytes(256 + size)
                    .add("{\"conversationId\":\"" + conversation.facts().id().id() + "\"")
                    .add(summary == null ? "" : ",\"summary\":" + summary)
                    .add(",\"messages\":")
                    .addArray(messages, Message::json)
                    .add(",\"turnCount\":" + conversation.turnCount())
                    .add(",\"compactionDue\":" + conversation.compactionDue())
                    .add(truncated ? ",\"truncated\":true" : "")
                    .add(more)
                    .add("}")
                    .toBytes();
        }
    }

    Window of(ConversationModel conversation, WindowLimits limits) {
        long windowThrough = conversation.facts().windowThrough();
        long windowMessages = conversation.windowMessages();
        ToLongFunction<Message> cost = limits.countsTokens() ? tokens::of : message -> 0;
        long tokensLeft =
                limits.countsTokens()
                        ? limits.tokens() - tokens.ofSummary(conversation)
                        : limits.tokens();
        List<Message> first = limits.keepSystem() ? leading.of(conversation) : List.of();
        List<Message> shown = new ArrayList<>();
        for (Message message : first) {
            long rest = tokensLeft - cost.applyAsLong(message);
            if (rest < 0 || shown.size() == limits.messages()) {
                break;
            }
            tokensLeft = rest;
            shown.add(message);
        }
        long gone = first.stream().filter(m -> m.sequence() <= windowThrough).count();
        long others = windowMessages - (first.size() - gone);
        int count = (int) Math.min(limits.messages() - shown.size(), others);
        shown.addAll(
                WindowSelector.select(conversations.newest(conversation, count), tokensLeft, cost));
        return new Window(conversation, shown, shown.size() < windowMessages + gone);
    }
}
