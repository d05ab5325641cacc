package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventType;
import dev.hansard.api.events.EventTypes;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.conversation.ConversationGroup.Member;
import dev.hansard.query.conversation.LiveMessages.Found;
import dev.hansard.query.conversation.LiveMessages.Walk;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the last messages of a user or session in the store, by index, walking back. */
final class GroupLoader {

    private static final List<String> CONVERSATION_EVENTS =
            EventTypes.ALL.stream()
                    .filter(type -> type.aggregateType().equals(AggregateId.CONVERSATION))
                    .map(EventType::storedName)
                    .toList();

    private final EventLog log;
    private final int tailLength;

    GroupLoader(EventLog log, int tailLength) {
        this.log = log;
        this.tailLength = tailLength;
    }

    /**
     * The group as of the head of the log or later.
     *
     * @param group aggregate identifier of a user or session
     */
    Optional<ConversationGroup> load(String group) {
        long head = log.head();
        Walk walk = walk(group, head, tailLength);
        Map<String, Member> members = new LinkedHashMap<>();
        for (Found found : walk.newestFirst()) {
            members.putIfAbsent(
                    found.conversation(),
                    new Member(found.conversation(), found.message().position()));
        }
        return Optional.of(
                new ConversationGroup(List.copyOf(members.values()), walk.complete(), false, head));
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
        boolean user = id.type().equals(AggregateId.USER);
        return new EventFilter(
                id.tenant(),
                user ? id.id() : null,
                null,
                user ? null : id.toString(),
                CONVERSATION_EVENTS,
                newer == null ? position + 1 : newer.position(),
                true);
    }
}
