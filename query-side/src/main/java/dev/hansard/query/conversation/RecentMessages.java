package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointBatch;
import dev.hansard.query.cache.CachedView;
import dev.hansard.query.cache.FollowingCache;
import dev.hansard.query.cache.Unwritten;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The read model of recent messages: every conversation with its tail, and for each user and
 * session which conversations hold its last messages. Its checkpoint has rows of the latter.
 */
final class RecentMessages extends CachedView {

    static final String NAME = "recent-messages";

    private final FollowingCache<ConversationModel> conversations;
    private final FollowingCache<ConversationGroup> groups;
    private final Unwritten<ConversationGroup> unwritten;
    private final int tailLength;
    private Map<String, ConversationGroup> taken = Map.of();

    RecentMessages(
            ConversationLoader conversationLoader,
            GroupLoader groupLoader,
            RecentMessagesSettings settings,
            Unwritten<ConversationGroup> unwritten,
            Executor loads) {
        this.tailLength = settings.messages();
        this.unwritten = unwritten;
        this.conversations =
                new FollowingCache<>(
                        settings.conversationsWeight(),
                        ConversationModel::weight,
                        conversationLoader::load,
                        this::evolve,
                        loads);
        this.groups =
                new FollowingCache<>(
                        settings.groupsWeight(),
                        ConversationGroup::weight,
                        groupLoader::load,
                        this::evolveGroup,
                        loads,
                        unwritten);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int format() {
        return GroupRow.FORMAT;
    }

    @Override
    public CheckpointBatch take() {
        long position = resumeAfter();
        taken = unwritten.take(position);
        return CheckpointBatch.of(
                position,
                taken.entrySet().stream()
                        .filter(entry -> !entry.getValue().stale())
                        .map(entry -> GroupRow.write(entry.getKey(), entry.getValue(), tailLength))
                        .toList());
    }

    @Override
    public void takeBack() {
        unwritten.giveBack(taken);
    }

    @Override
    protected void apply(RecordedEvent recorded) {
        if (recorded.aggregateType().equals(AggregateId.CONVERSATION)) {
            boolean creation = recorded.sequence() == 0;
            conversations.apply(recorded.aggregateId(), recorded, creation);
            applyToGroups(recorded);
        }
    }

    @Override
    protected List<FollowingCache<?>> caches() {
        return List.of(conversations, groups);
    }

    /**
     * A conversation, from memory or else from the store; empty if it never existed.
     *
     * @param conversation Axon aggregate identifier
     */
    Optional<ConversationModel> conversation(String conversation) {
        return conversations.get(
                conversation, model -> model.needsRefill(tailLength) || lacksRemovals(model));
    }

    /** Whether an origin has removed messages since: a fork gets no event of that. */
    boolean lacksRemovals(ConversationModel fork) {
        String tenant = fork.facts().id().tenant();
        return fork.inherited().inheritance().origins().stream()
                .map(origin -> AggregateId.conversation(tenant, origin.conversationId()))
                .flatMap(origin -> conversations.get(origin.toString()).stream())
                .anyMatch(origin -> origin.facts().removedPosition() > fork.inherited().asOf());
    }

    /**
     * The conversations of a user or session that hold its last messages.
     *
     * @param group aggregate identifier of the user or session
     */
    ConversationGroup group(String group) {
        return groups.neverSeen(group)
                ? ConversationGroup.NEW
                : groups.get(group, ConversationGroup::stale).orElse(ConversationGroup.NEW);
    }

    FollowingCache<ConversationModel> conversations() {
        return conversations;
    }

    FollowingCache<ConversationGroup> groups() {
        return groups;
    }

    private void applyToGroups(RecordedEvent recorded) {
        if (recorded.userId() != null) {
            String user = AggregateId.user(recorded.tenant(), recorded.userId()).toString();
            groups.apply(user, recorded);
        }
        if (recorded.context() != null) {
            groups.apply(recorded.context(), recorded);
        }
    }

    private Optional<ConversationModel> evolve(
            Optional<ConversationModel> before, RecordedEvent recorded) {
        return Optional.of(ConversationModel.evolve(before.orElse(null), recorded, tailLength));
    }

    private Optional<ConversationGroup> evolveGroup(
            Optional<ConversationGroup> before, RecordedEvent recorded) {
        return Optional.of(before.orElse(ConversationGroup.NEW).evolve(recorded, tailLength));
    }
}
