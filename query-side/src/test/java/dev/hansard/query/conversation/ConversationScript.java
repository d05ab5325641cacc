package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.InMemoryLog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes events as the command side would, at random: three users, two sessions, two dozen talks.
 */
final class ConversationScript {

    static final List<String> USERS = List.of("ann", "ben", "cho");
    static final List<String> SESSIONS = List.of("s1", "s2");
    private static final int CONVERSATIONS = 24;

    /** What the command side knows of one conversation. */
    private static final class Talk {
        private final String user;
        private String session;
        private Status status = Status.ACTIVE;
        private long last;
        private long cleared;
        private int turns;
        private final Map<Long, Role> messages = new TreeMap<>();

        Talk(String user, String session) {
            this.user = user;
            this.session = session;
        }
    }

    private final Random random;
    private final InMemoryLog log = new InMemoryLog();
    private final Map<AggregateId, Talk> talks = new LinkedHashMap<>();

    ConversationScript(Random random) {
        this.random = random;
    }

    InMemoryLog log() {
        return log;
    }

    List<String> conversations() {
        return talks.keySet().stream().map(AggregateId::toString).toList();
    }

    RecordedEvent step() {
        int n = random.nextInt(CONVERSATIONS);
        AggregateId id = AggregateId.conversation("t", "c" + n);
        Talk talk = talks.get(id);
        if (talk == null) {
            talk = new Talk(USERS.get(n % USERS.size()), session());
            talks.put(id, talk);
            return append(
                    id,
                    talk,
                    new ConversationCreated(
                            talk.user, talk.session, metadata(), Ttl.NEVER, 3, true));
        }
        return switch (talk.status) {
            case ACTIVE -> append(id, talk, something(talk));
            case EXPIRED -> append(id, talk, reopen(talk));
            case DELETED, ENDED -> step();
        };
    }

    private ConversationEvent something(Talk talk) {
        int dice = random.nextInt(40);
        if (dice == 0 && talks.size() == CONVERSATIONS && random.nextInt(4) == 0) {
            talk.status = Status.DELETED;
            return new ConversationDeleted();
        }
        if (dice == 1) {
            talk.status = Status.EXPIRED;
            talk.cleared = talk.last;
            return new ConversationExpired(InMemoryLog.START);
        }
        if (dice < 4) {
            talk.cleared = talk.last;
            talk.turns = 0;
            return new ConversationCleared(talk.last);
        }
        if (dice < 14 && !talk.messages.isEmpty()) {
            return remove(talk);
        }
        if (dice < 16) {
            return new MetadataSet(
                    random.nextBoolean() ? metadata() : null, Ttl.parse("PT1H"), 7, null);
        }
        Role role = Role.values()[random.nextInt(Role.values().length)];
        talk.turns += role == Role.USER ? 1 : 0;
        talk.messages.put(++talk.last, role);
        return new MessageAppended(
                "m" + talk.last,
                talk.last,
                role,
                talk.turns,
                Json.trusted("{\"role\":\"" + role.wireName() + "\",\"content\":\"x\"}"));
    }

    private ConversationEvent remove(Talk talk) {
        List<Long> sequences = new ArrayList<>(talk.messages.keySet());
        int fromTheEnd = Math.min(random.nextInt(4), sequences.size() - 1);
        long sequence = sequences.get(sequences.size() - 1 - fromTheEnd);
        Role role = talk.messages.remove(sequence);
        talk.turns -= role == Role.USER && sequence > talk.cleared ? 1 : 0;
        return new MessageRemoved("m" + sequence, sequence, role, talk.turns);
    }

    private ConversationEvent reopen(Talk talk) {
        talk.status = Status.ACTIVE;
        talk.turns = 0;
        talk.session = session();
        return new ConversationReopened(talk.last, talk.session, metadata(), Ttl.NEVER, 9, false);
    }

    private String session() {
        int which = random.nextInt(3);
        return which == 0 ? null : SESSIONS.get(which - 1);
    }

    private Json metadata() {
        return Json.trusted("{\"n\":" + random.nextInt(100) + "}");
    }

    private RecordedEvent append(AggregateId id, Talk talk, ConversationEvent event) {
        return log.append(id, talk.user, talk.session, event);
    }
}
