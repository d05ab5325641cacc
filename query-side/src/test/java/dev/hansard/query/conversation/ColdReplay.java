package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.Inheritance.SummaryPlace;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The plainest reading of the log: everything, from the start, without a limit. A fork is a copy of
 * what its parent was, out of which falls whatever is removed where it was said.
 */
final class ColdReplay {

    private final Map<String, Talk> talks = new HashMap<>();
    private final Map<String, Json> summaries = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    static ColdReplay of(EventLog log) {
        var replay = new ColdReplay();
        log.read(0, Integer.MAX_VALUE).forEach(replay::apply);
        return replay;
    }

    /** Where a window begins: after a message, with a summary; and after which turns count. */
    private record Edge(long through, long since, Json summary) {
        static final Edge NONE = new Edge(0, 0, null);
    }

    /** One conversation. */
    private static final class Talk {
        private final Map<Long, List<RecordedEvent>> history = new HashMap<>();
        private final List<RecordedEvent> said = new ArrayList<>();
        private final Deque<Edge> edges = new ArrayDeque<>();
        private Json metadata = Json.EMPTY_OBJECT;
        private ConversationFacts facts;
        private long cleared;

        void begin(Edge edge) {
            edges.clear();
            edges.push(edge);
        }

        void clear() {
            cleared = facts.lastSequence();
            begin(new Edge(cleared, cleared, null));
        }
    }

    /** All of its messages since the last clear. */
    Stream<Message> of(String conversation) {
        return after(conversation, talks.get(conversation).cleared);
    }

    List<Message> window(String conversation) {
        return after(conversation, edge(conversation).through).toList();
    }

    List<Message> history(String conversation) {
        return after(conversation, 0).toList();
    }

    long turns(String conversation) {
        return after(conversation, edge(conversation).since)
                .filter(message -> message.role() == Role.USER)
                .count();
    }

    Json summary(String conversation) {
        return edge(conversation).summary;
    }

    Stream<Message> ofUser(String user) {
        return talks.values().stream()
                .filter(talk -> talk.facts.userId().equals(user))
                .flatMap(this::own);
    }

    Stream<Message> ofSession(String session) {
        return talks.values().stream()
                .filter(talk -> session.equals(talk.facts.sessionId()))
                .flatMap(this::own);
    }

    ConversationFacts facts(String conversation) {
        return talks.get(conversation).facts;
    }

    Json metadata(String conversation) {
        return talks.get(conversation).metadata;
    }

    /** What was said in it and not only before it. */
    private Stream<Message> own(Talk talk) {
        return of(talk.facts.id().toString())
                .filter(message -> message.sequence() > talk.facts.inheritedThrough());
    }

    private Stream<Message> after(String conversation, long sequence) {
        return talks.get(conversation).said.stream()
                .filter(said -> !removed.contains(said.aggregateId() + said.dedupeKey()))
                .map(
                        said -> {
                            boolean own = said.aggregateId().equals(conversation);
                            String from = AggregateId.parse(said.aggregateId()).id();
                            return Message.of(said, own ? null : from);
                        })
                .filter(message -> message.sequence() > sequence);
    }

    private void apply(RecordedEvent recorded) {
        String id = recorded.aggregateId();
        Talk talk = talks.computeIfAbsent(id, unused -> new Talk());
        talk.facts = ConversationFacts.evolve(talk.facts, recorded);
        switch ((ConversationEvent) recorded.payload()) {
            case ConversationCreated created -> {
                talk.metadata = created.metadata();
                talk.begin(Edge.NONE);
            }
            case ConversationForked forked -> fork(talk, forked, recorded.tenant());
            case MessageAppended appended -> talk.said.add(recorded);
            case MessageRemoved gone -> removed.add(id + gone.messageId());
            case ConversationCompacted compacted -> {
                summaries.put(id + "@" + recorded.version(), compacted.summary());
                long last = talk.facts.lastSequence();
                talk.edges.push(new Edge(compacted.through(), last, compacted.summary()));
            }
            case CompactionUndone undone -> talk.edges.pop();
            case ConversationReopened reopened -> {
                talk.metadata = reopened.metadata();
                talk.clear();
            }
            case MetadataSet set ->
                    talk.metadata = set.metadata() == null ? talk.metadata : set.metadata();
            case ConversationCleared cleared -> talk.clear();
            case ConversationExpired expired -> talk.clear();
            case ConversationDeleted deleted -> talk.clear();
        }
        talk.history.put(recorded.version(), List.copyOf(talk.said));
    }

    private void fork(Talk child, ConversationForked forked, String tenant) {
        child.metadata = forked.metadata();
        child.cleared = forked.inherited().clearedThrough();
        if (!forked.inherited().origins().isEmpty()) {
            var origin = forked.inherited().origins().getLast();
            String parent = AggregateId.conversation(tenant, origin.conversationId()).toString();
            child.said.addAll(talks.get(parent).history.get(origin.version()));
        }
        SummaryPlace place = forked.inherited().summary();
        Json summary =
                place == null
                        ? null
                        : summaries.get(
                                AggregateId.conversation(tenant, place.conversationId())
                                        + "@"
                                        + place.version());
        var window = forked.inherited().window();
        child.begin(new Edge(window.through(), window.since(), summary));
    }

    private Edge edge(String conversation) {
        return talks.get(conversation).edges.getFirst();
    }
}
