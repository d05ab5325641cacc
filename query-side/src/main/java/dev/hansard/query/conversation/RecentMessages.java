package dev.hansard.query.conversation;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The read model of recent messages: every conversation's tail, and for each user and session which
 * conversations hold its last messages. Lives in memory bounded by weight, follows the whole log on
 * every node, and refills from the store what was evicted; a miss is loaded once however many ask.
 *
 * <p>An entry is a future. While it loads, events that concern it are chained behind the load and
 * applied if the load has not seen them, so nothing is lost between the two.
 */
final class RecentMessages implements LogView {

    private final AsyncCache<String, ConversationModel> conversations;
    private final AsyncCache<String, ConversationGroup> groups;
    private final ConversationLoader conversationLoader;
    private final GroupLoader groupLoader;
    private final int tailLength;
    private final Executor loads;

    /** Whether a group that is not in memory is sure to have had no event before. */
    private volatile boolean absentMeansNew = true;

    private volatile long applied;

    RecentMessages(
            ConversationLoader conversationLoader,
            GroupLoader groupLoader,
            RecentMessagesSettings settings,
            Executor loads) {
        this.conversationLoader = conversationLoader;
        this.groupLoader = groupLoader;
        this.tailLength = settings.messages();
        this.loads = loads;
        this.conversations =
                Caffeine.newBuilder()
                        .maximumWeight(settings.conversationsWeight().toBytes())
                        .weigher(Weights::conversation)
                        .executor(loads)
                        .recordStats()
                        .buildAsync();
        this.groups =
                Caffeine.newBuilder()
                        .maximumWeight(settings.groupsWeight().toBytes())
                        .weigher(Weights::group)
                        .evictionListener((key, group, cause) -> absentMeansNew = false)
                        .executor(loads)
                        .recordStats()
                        .buildAsync();
    }

    @Override
    public String name() {
        return "recent-messages";
    }

    /** The whole log at start; an entry skips what it has already seen. */
    @Override
    public long resumeAfter() {
        return applied;
    }

    @Override
    public void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            if (recorded.aggregateType().equals(AggregateId.CONVERSATION)) {
                applyToConversation(recorded);
                applyToGroups(recorded);
            }
            applied = recorded.position();
        }
    }

    /** A conversation, from memory or else from the store; null if it never existed. */
    CompletableFuture<@Nullable ConversationModel> conversation(String conversation) {
        CompletableFuture<ConversationModel> entry =
                conversations.get(conversation, (key, loads) -> loadConversation(key));
        return entry.thenCompose(
                model ->
                        model != null && model.needsRefill(tailLength)
                                ? reload(conversations, conversation, entry, this::loadConversation)
                                : entry);
    }

    /**
     * The conversations of a user or session that hold its last messages.
     *
     * @param group aggregate identifier of the user or session
     */
    CompletableFuture<ConversationGroup> group(String group) {
        if (absentMeansNew && !groups.asMap().containsKey(group)) {
            return CompletableFuture.completedFuture(ConversationGroup.NEW);
        }
        CompletableFuture<ConversationGroup> entry =
                groups.get(group, (key, loads) -> loadGroup(key));
        return entry.thenCompose(
                found -> found.stale() ? reload(groups, group, entry, this::loadGroup) : entry);
    }

    AsyncCache<String, ConversationModel> conversations() {
        return conversations;
    }

    AsyncCache<String, ConversationGroup> groups() {
        return groups;
    }

    private void applyToConversation(RecordedEvent recorded) {
        boolean creation = recorded.payload() instanceof ConversationCreated;
        conversations
                .asMap()
                .compute(
                        recorded.aggregateId(),
                        (key, entry) -> {
                            if (entry != null) {
                                return entry.thenApply(model -> evolved(model, recorded));
                            }
                            return creation
                                    ? completed(evolved(null, recorded))
                                    : null;
                        });
    }

    private @Nullable ConversationModel evolved(
            @Nullable ConversationModel model, RecordedEvent recorded) {
        if (model != null && model.position() >= recorded.position()) {
            return model;
        }
        boolean creation = recorded.payload() instanceof ConversationCreated;
        return model == null && !creation
                ? null
                : ConversationModel.evolve(model, recorded, tailLength);
    }

    private void applyToGroups(RecordedEvent recorded) {
        if (recorded.userId() != null) {
            applyToGroup(AggregateId.user(recorded.tenant(), recorded.userId()).toString(), recorded);
        }
        if (recorded.context() != null) {
            applyToGroup(recorded.context(), recorded);
        }
    }

    private void applyToGroup(String group, RecordedEvent recorded) {
        groups.asMap()
                .compute(
                        group,
                        (key, entry) -> {
                            if (entry != null) {
                                return entry.thenApply(found -> evolvedGroup(found, recorded));
                            }
                            return absentMeansNew
                                    ? completed(evolvedGroup(ConversationGroup.NEW, recorded))
                                    : null;
                        });
    }

    private ConversationGroup evolvedGroup(ConversationGroup group, RecordedEvent recorded) {
        return group.position() >= recorded.position()
                ? group
                : group.evolve(recorded, tailLength);
    }

    private CompletableFuture<@Nullable ConversationModel> loadConversation(String conversation) {
        return CompletableFuture.supplyAsync(() -> conversationLoader.load(conversation), loads);
    }

    private CompletableFuture<ConversationGroup> loadGroup(String group) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return groupLoader.load(group);
                    } catch (RuntimeException e) {
                        // A failed load leaves the cache: from here on absent may mean unknown.
                        absentMeansNew = false;
                        throw e;
                    }
                },
                loads);
    }

    /** Puts a load in the place of an entry, unless somebody else has done so. */
    private static <V> CompletableFuture<V> reload(
            AsyncCache<String, V> cache,
            String key,
            CompletableFuture<V> entry,
            Function<String, CompletableFuture<V>> load) {
        return Objects.requireNonNull(
                cache.asMap()
                        .compute(
                                key,
                                (k, now) -> now == null || now == entry ? load.apply(k) : now));
    }

    private static <V> CompletableFuture<V> completed(V value) {
        return CompletableFuture.completedFuture(value);
    }
}
