package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.json.Json;
import dev.hansard.edge.page.Page;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.cache.Milestones;
import dev.hansard.query.conversation.ConversationHistory.Entry;
import dev.hansard.query.conversation.Windows.Window;
import dev.hansard.query.reading.Moment;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import java.util.List;
import java.util.Optional;

/**
 * Conversations as they were: what answers a miss of the live view answers here, from a log that
 * ends at the moment.
 */
public final class PastConversations {

    /** Not remembered beyond one answer. */
    private static final DataSize LEADING_WEIGHT = DataSize.ofMegabytes(1);

    private final Milestones<ConversationFacts> milestones;
    private final TokenCounts tokens;
    private final int tailLength;

    PastConversations(
            Milestones<ConversationFacts> milestones, TokenCounts tokens, int tailLength) {
        this.milestones = milestones;
        this.tokens = tokens;
        this.tailLength = tailLength;
    }

    /**
     * A conversation with the last of its messages.
     *
     * @param page leads back from the newest message; its order is that of the messages within it
     * @throws dev.hansard.api.Refusal {@code not-found}, {@code deleted}: as it was then
     */
    public PastConversation find(
            Moment moment, QueryRequest query, String conversationId, PageRequest page) {
        ConversationModel conversation = visible(moment, query, conversationId);
        List<Entry> entries =
                new ConversationHistory(moment.log())
                        .page(
                                conversation.lineage(),
                                page.after() == null ? null : page.afterNumber(),
                                true,
                                page.limit() + 1);
        Page<Entry> found = Page.of(page, entries, Entry::place);
        return new PastConversation(
                conversation.view(),
                (page.ascending() ? found.data().reversed() : found.data())
                        .stream().map(entry -> json(entry.message())).toList(),
                found.hasMore(),
                found.next());
    }

    /**
     * What of a conversation was sent to a model that asked then, as JSON with its position.
     *
     * @throws dev.hansard.api.Refusal {@code not-found}, {@code deleted}: as it was then
     */
    public byte[] window(
            Moment moment, QueryRequest query, String conversationId, WindowLimits limits) {
        ConversationModel conversation = visible(moment, query, conversationId);
        return window(moment, conversation, limits).json(",\"position\":" + moment.position());
    }

    /**
     * What a window may hold, as a client asks for it.
     *
     * @throws dev.hansard.api.Refusal if a parameter is out of its bounds
     */
    public WindowLimits limits(
            @Nullable Integer messages, @Nullable Integer tokenLimit, @Nullable String system) {
        return WindowLimits.of(messages, tailLength, tokenLimit, system);
    }

    /** The windows of a user's live conversations, those that began last first. */
    public List<Json> windows(Moment moment, AggregateId user, int most) {
        ConversationLoader loader = loader(moment);
        WindowLimits limits = limits(null, null, null);
        return new LivingConversations(moment.log())
                .of(user, most).stream()
                        .map(loader::load)
                        .flatMap(Optional::stream)
                        .map(conversation -> window(moment, conversation, limits).json())
                        .map(Json::trusted)
                        .toList();
    }

    /** The last messages over all of a user's live conversations, oldest first. */
    public List<Json> lastMessages(Moment moment, AggregateId user, int limit) {
        return new GroupLoader(moment.log(), tailLength)
                .messages(user.toString(), moment.position(), limit).stream()
                        .map(PastConversations::json)
                        .toList();
    }

    private ConversationModel visible(Moment moment, QueryRequest query, String conversationId) {
        return new VisibleConversations(loader(moment)::load).find(query, conversationId);
    }

    private Window window(Moment moment, ConversationModel conversation, WindowLimits limits) {
        var history = new ConversationHistory(moment.log());
        var leading = new LeadingMessages(history, LEADING_WEIGHT);
        return new Windows(loader(moment), leading, tokens).of(conversation, limits);
    }

    private ConversationLoader loader(Moment moment) {
        return new ConversationLoader(
                moment.log(),
                milestones.upTo(id -> moment.log().lastSequence(id, moment.position()) + 1),
                tailLength);
    }

    private static Json json(Message message) {
        return Json.trusted(message.json());
    }
}
