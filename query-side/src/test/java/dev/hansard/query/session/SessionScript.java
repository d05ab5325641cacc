package dev.hansard.query.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.InMemoryLog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes events of two users' sessions and conversations as the command side would, at random. */
final class SessionScript {

    static final List<String> USERS = List.of("ann", "ben");
    private static final int SESSIONS = 12;
    private static final int CONVERSATIONS = 6;

    /** What the command side knows of one conversation. */
    private static final class Talk {
        private String session;
        private boolean expired;
        private long last;

        Talk(String session) {
            this.session = session;
        }
    }

    private final Random random;
    private final InMemoryLog log = new InMemoryLog();
    private final Map<String, Status> sessions = new LinkedHashMap<>();
    private final Map<String, Talk> talks = new LinkedHashMap<>();

    SessionScript(Random random) {
        this.random = random;
    }

    InMemoryLog log() {
        return log;
    }

    List<String> sessions() {
        return sessions.keySet().stream()
                .map(id -> AggregateId.session("t", id).toString())
                .toList();
    }

    /** What happened next: one event, or two that were committed together. */
    List<RecordedEvent> step() {
        return random.nextInt(3) == 0 ? List.of(inAConversation()) : inASession();
    }

    private List<RecordedEvent> inASession() {
        String id = "s" + random.nextInt(SESSIONS);
        Status status = sessions.get(id);
        if (status == null) {
            var created =
                    append(id, new SessionCreated(userOf(id), json(), json(), Ttl.parse("PT1H")));
            sessions.put(id, Status.ACTIVE);
            return List.of(created, setCurrent(id));
        }
        return switch (status) {
            case ACTIVE -> List.of(append(id, something(id)));
            case EXPIRED -> {
                sessions.put(id, Status.ACTIVE);
                yield List.of(
                        append(id, new SessionReopened(json(), json(), Ttl.NEVER)), setCurrent(id));
            }
            case ENDED, DELETED -> step();
        };
    }

    private SessionEvent something(String id) {
        return switch (random.nextInt(16)) {
            case 0 -> {
                sessions.put(id, Status.EXPIRED);
                yield new SessionExpired(InMemoryLog.START);
            }
            case 1 -> {
                boolean last = sessions.size() == SESSIONS && random.nextInt(4) == 0;
                sessions.put(id, last ? Status.ENDED : Status.ACTIVE);
                yield last ? new SessionEnded(Reason.REQUESTED) : new SessionReset();
            }
            case 2 -> new SessionReset();
            case 3 -> new MetadataSet(random.nextBoolean() ? json() : null, Ttl.parse("PT2H"));
            case 4 -> new PreferencesSet(json());
            case 5, 6 -> new StateRemoved(key());
            case 7 -> new StateExpired(key());
            case 8, 9 -> new StateSet(key(), InMemoryLog.START.plusSeconds(40), json());
            default -> new StateSet(key(), null, json());
        };
    }

    private RecordedEvent inAConversation() {
        String id = "c" + random.nextInt(CONVERSATIONS);
        Talk talk = talks.get(id);
        if (talk == null) {
            talk = new Talk(someSession());
            talks.put(id, talk);
            return append(
                    id,
                    talk,
                    new ConversationCreated("ann", talk.session, json(), Ttl.NEVER, 20, true));
        }
        if (talk.expired) {
            talk.expired = false;
            talk.session = someSession();
            return append(
                    id,
                    talk,
                    new ConversationReopened(talk.last, talk.session, json(), Ttl.NEVER, 20, true));
        }
        return append(id, talk, said(talk));
    }

    private ConversationEvent said(Talk talk) {
        return switch (random.nextInt(10)) {
            case 0 -> {
                talk.expired = true;
                yield new ConversationExpired(InMemoryLog.START);
            }
            case 1 -> new ConversationCleared(talk.last);
            case 2 ->
                    new ConversationCompacted(
                            1, talk.last, WindowSize.EMPTY, WindowSize.EMPTY, json());
            default -> {
                talk.last++;
                Role role = random.nextBoolean() ? Role.USER : Role.ASSISTANT;
                yield new MessageAppended("m" + talk.last, talk.last, role, 1, json());
            }
        };
    }

    private RecordedEvent setCurrent(String session) {
        String user = userOf(session);
        return log.append(AggregateId.user("t", user), user, null, new CurrentSessionSet(session));
    }

    private RecordedEvent append(String session, SessionEvent event) {
        return log.append(AggregateId.session("t", session), userOf(session), null, event);
    }

    private RecordedEvent append(String id, Talk talk, ConversationEvent event) {
        return log.append(AggregateId.conversation("t", id), "ann", talk.session, event);
    }

    private String someSession() {
        List<String> live = new ArrayList<>(sessions.keySet());
        return live.isEmpty() || random.nextInt(4) == 0
                ? null
                : live.get(random.nextInt(live.size()));
    }

    private static String userOf(String session) {
        return USERS.get(Integer.parseInt(session.substring(1)) % USERS.size());
    }

    private String key() {
        return "k" + random.nextInt(4);
    }

    private Json json() {
        return Json.trusted("{\"n\":" + random.nextInt(100) + "}");
    }
}
