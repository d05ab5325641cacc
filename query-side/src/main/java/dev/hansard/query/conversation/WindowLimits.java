package dev.hansard.query.conversation;

import dev.hansard.api.Refusal;

import org.jspecify.annotations.Nullable;

/**
 * What a window may hold, as a client asks for it.
 *
 * @param messages the most messages
 * @param tokens the most tokens; {@link #ANY_TOKENS} for no limit
 * @param keepSystem whether the messages that the conversation begins with to instruct the model
 *     come first
 */
public record WindowLimits(int messages, long tokens, boolean keepSystem) {

    static final int MOST_MESSAGES = 1_000;
    static final int MOST_TOKENS = 1_000_000;
    static final long ANY_TOKENS = Long.MAX_VALUE;

    /**
     * Reads the parameters of a request.
     *
     * @throws Refusal if one is out of its bounds
     */
    static WindowLimits of(
            @Nullable Integer messages,
            int defaultMessages,
            @Nullable Integer tokens,
            @Nullable String system) {
        int most = messages == null ? defaultMessages : messages;
        check("messages", most, MOST_MESSAGES);
        if (tokens != null) {
            check("tokens", tokens, MOST_TOKENS);
        }
        if (system != null && !system.equals("keep")) {
            throw Refusal.invalid("system", "must be keep");
        }
        return new WindowLimits(most, tokens == null ? ANY_TOKENS : tokens, system != null);
    }

    boolean countsTokens() {
        return tokens != ANY_TOKENS;
    }

    private static void check(String parameter, int value, int most) {
        if (value < 1 || value > most) {
            throw Refusal.invalid(parameter, "must be a number from 1 to " + most);
        }
    }
}
