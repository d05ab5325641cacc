package dev.hansard.query.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonText;

import org.springframework.util.unit.DataSize;

/**
 * The tokens of what a window is made of: of messages, as the JSON that the client sent, and of
 * summaries. Counted when first asked for and remembered; neither ever changes, so a count never
 * goes stale.
 */
final class TokenCounts {

    private static final int ENTRY_BYTES = 100;

    private final TokenCounter counter;
    private final Cache<Key, Integer> counts;

    /** What was counted. */
    private sealed interface Key {
        record OfMessage(long position) implements Key {}

        record OfSummary(String conversation, long version) implements Key {}
    }

    TokenCounts(TokenCounter counter, DataSize weight) {
        this.counter = counter;
        this.counts =
                Caffeine.newBuilder()
                        .maximumWeight(weight.toBytes())
                        .<Key, Integer>weigher((position, tokens) -> ENTRY_BYTES)
                        .recordStats()
                        .build();
    }

    int of(Message message) {
        return counts.get(
                new Key.OfMessage(message.position()), key -> counter.count(message.asSent()));
    }

    int ofSummary(ConversationModel conversation) {
        Json summary = conversation.summary();
        if (summary == null) {
            return 0;
        }
        ConversationFacts facts = conversation.facts();
        return counts.get(
                new Key.OfSummary(facts.id().toString(), facts.summaryVersion()),
                key -> counter.count(JsonText.of(summary)));
    }

    /** For metrics. */
    Cache<?, ?> metered() {
        return counts;
    }
}
