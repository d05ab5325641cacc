package dev.hansard.query.conversation;

import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plainest reading of the log: everything, from the start, without a limit. */
final class ColdReplay {

    private final Map<String, List<Message>> live = new HashMap<>();
    private final Map<String, Json> metadata = new HashMap<>();
    private final Map<String, ConversationFacts> facts = new HashMap<>();
    private final Map<String, Deque<Edge>> edges = new HashMap<>();

    /** Where a window begins: after a message, with a summary. */
    private record Edge(long through, Json summary) {}

    static ColdReplay of(EventLog log) {
        var replay = new ColdReplay();
        log.read(0, Integer.MAX_VALUE).forEach(replay::apply);
        return replay;
    }

    Stream<Message> of(String conversation) {
        return live.get(conversation).stream();
    }

    List<Message> window(String conversation) {
        return of(conversation).filter(m -> m.sequence() > edge(conversation).through).toList();
    }

    Json summary(String conversation) {
        return edge(conversation).summary;
    }

    Stream<Message> ofUser(String user) {
        return facts.values().stream()
                .filter(f -> f.userId().equals(user))
                .flatMap(f -> of(f.id().toString()));
    }

    Stream<Message> ofSession(String session) {
        return facts.values().stream()
                .filter(f -> session.equals(f.sessionId()))
                .flatMap(f -> of(f.id().toString()));
    }

    ConversationFacts facts(String conversation) {
        return facts.get(conversation);
    }

    Json metadata(String conversation) {
        return metadata.get(conversation);
    }

    private void apply(RecordedEvent recorded) {
        String id = recorded.aggregateId();
        List<Message> messages = live.computeIfAbsent(id, unused -> new ArrayList<>());
        facts.put(id, ConversationFacts.evolve(facts.get(id), recorded));
        switch (recorded.payload()) {
            case ConversationCreated created -> metadata.put(id, created.metadata());
            case MessageAppended appended -> messages.add(Message.of(recorded));
            case MessageRemoved removed ->
                    messages.removeIf(m -> m.sequence() == removed.sequence());
            case ConversationCompacted compacted ->
                    edges.get(id).push(new Edge(compacted.through(), compacted.summary()));
            case CompactionUndone undone -> edges.get(id).pop();
            case ConversationReopened reopened -> {
                messages.clear();
                metadata.put(id, reopened.metadata());
            }
            case MetadataSet set when set.metadata() != null -> metadata.put(id, set.metadata());
            case ConversationCleared cleared -> messages.clear();
            case ConversationExpired expired -> messages.clear();
            case ConversationDeleted deleted -> messages.clear();
            default -> {}
        }
        if (beginsAnew(recorded)) {
            edges.put(id, new ArrayDeque<>(List.of(new Edge(0, null))));
        }
        // An independent count: the facts must agree with what is really there.
        if (facts.get(id).liveMessages() != messages.size()
                || facts.get(id).windowMessages() != window(id).size()) {
            throw new AssertionError(recorded + ": " + facts.get(id) + " but " + messages.size());
        }
    }

    private static boolean beginsAnew(RecordedEvent recorded) {
        return switch ((ConversationEvent) recorded.payload()) {
            case ConversationCreated _,
                    ConversationCleared _,
                    ConversationExpired _,
                    ConversationReopened _,
                    ConversationDeleted _ ->
                    true;
            case MessageAppended _,
                    MessageRemoved _,
                    ConversationCompacted _,
                    CompactionUndone _,
                    MetadataSet _ ->
                    false;
        };
    }

    private Edge edge(String conversation) {
        return edges.get(conversation).getFirst();
    }
}
