package dev.hansard.query.conversation;

import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plainest reading of the log: everything, from the start, without a limit. */
final class ColdReplay {

    private final Map<String, List<Message>> live = new HashMap<>();
    private final Map<String, Json> metadata = new HashMap<>();
    private final Map<String, ConversationFacts> facts = new HashMap<>();

    static ColdReplay of(EventLog log) {
        var replay = new ColdReplay();
        log.read(0, Integer.MAX_VALUE).forEach(replay::apply);
        return replay;
    }

    Stream<Message> of(String conversation) {
        return live.get(conversation).stream();
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
        // An independent count: the facts must agree with what is really there.
        if (facts.get(id).liveMessages() != messages.size()) {
            throw new AssertionError(recorded + ": " + facts.get(id) + " but " + messages.size());
        }
    }
}
