package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventType;
import dev.hansard.api.events.EventTypes;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointRow;
import dev.hansard.eventstore.checkpoint.DamagedCheckpointException;
import dev.hansard.query.conversation.ConversationGroup.Member;
import dev.hansard.query.conversation.LiveMessages.Found;
import dev.hansard.query.conversation.LiveMessages.Walk;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the last messages of a user or session in the store, by index: from the row of the
 * checkpoint on, or else walking back.
 */
final class GroupLoader {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLoader.class);

    /** With more events since the row it is walked back, which ends where there are enough. */
    private static final int MOST_SINCE = 256;

    private static final List<String> CONVERSATION_EVENTS =
            EventTypes.ALL.stream()
                    .filter(type -> type.aggregateType().equals(AggregateId.CONVERSATION))
                    .map(EventType::storedName)
                    .toList();

    private final EventLog log;
    private final int tailLength;
    private final Function<String, Optional<CheckpointRow>> rows;

    /** One that always walks back. */
    GroupLoader(EventLog log, int tailLength) {
        this(log, tailLength, group -> Optional.empty());
    }

    /**
     * @param rows of the checkpoint, by aggregate identifier of the user or session
     */
    GroupLoader(EventLog log, int tailLength, Function<String, Optional<CheckpointRow>> rows) {
        this.log = log;
        this.tailLength = tailLength;
        this.rows = rows;
    }

    /**
     * The group as of the head of the log or later.
     *
     * @param group aggregate identifier of a user or session
     */
    Optional<ConversationGroup> load(String group) {
        // The row before the head: so no row is ahead of the position the group claims.
        Optional<ConversationGroup> written = written(group);
        long head = log.head();
        return written.flatMap(row -> caughtUp(row, group, head))
                .or(() -> Optional.of(walkedBack(group, head)));
    }

    private Optional<ConversationGroup> written(String group) {
        try {
            return rows.apply(group).flatMap(row -> GroupRow.read(row, tailLength));
        } catch (DamagedCheckpointException e) {
            LOG.warn("a user or session is read from the log alone: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<ConversationGroup> caughtUp(ConversationGroup row, String group, long head) {
        AggregateId id = AggregateId.parse(group);
        List<RecordedEvent> since =
                log.find(ofConversations(id, row.position(), false), MOST_SINCE);
        if (since.size() == MOST_SINCE) {
            return Optional.empty();
        }
        ConversationGroup now = row;
        for (RecordedEvent recorded : since) {
            if (recorded.position() <= head) {
                now = now.evolve(recorded, tailLength);
            }
        }
        return now.stale() ? Optional.empty() : Optional.of(now.at(head));
    }

    private ConversationGroup walkedBack(String group, long head) {
        Walk walk = walk(group, head, tailLength);
        Map<String, Member> members = new LinkedHashMap<>();
        for (Found found : walk.newestFirst()) {
            members.putIfAbsent(
                    found.conversation(),
                    new Member(found.conversation(), found.message().position()));
        }
        return new ConversationGroup(List.copyOf(members.values()), walk.complete(), false, head);
    }

    /** The last messages as of a position, oldest first. */
    List<Message> messages(String group, long position, int wanted) {
        return walk(group, position, wanted).newestFirst().reversed().stream()
                .map(Found::message)
                .toList();
    }

    private Walk walk(String group, long position, int wanted) {
        AggregateId id = AggregateId.parse(group);
        int pageSize = LiveMessages.pageSize(wanted);
        return LiveMessages.walk(newer -> log.find(before(id, position, newer), pageSize), wanted);
    }

    private static EventFilter before(
            AggregateId id, long position, @Nullable RecordedEvent newer) {
        return ofConversations(id, newer == null ? position + 1 : newer.position(), true);
    }

    private static EventFilter ofConversations(AggregateId id, long after, boolean descending) {
        boolean user = id.type().equals(AggregateId.USER);
        return new EventFilter(
                id.tenant(),
                user ? id.id() : null,
                null,
                user ? null : id.toString(),
                CONVERSATION_EVENTS,
                after,
                descending);
    }
}
