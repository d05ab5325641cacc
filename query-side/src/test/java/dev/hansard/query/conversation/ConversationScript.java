package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.Ttl;
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
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.api.conversation.Inheritance.SummaryPlace;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.InMemoryLog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes events as the command side would, at random: three users, two sessions, two dozen talks, of
 * which many are forks of others as they stand or stood.
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
        private long version;
        private long last;
        private long cleared;
        private Inheritance inherited = Inheritance.NONE;
        private final List<Moment> moments = new ArrayList<>();
        private final NavigableMap<Long, Role> messages = new TreeMap<>();
        private final Deque<Edge> edges = new ArrayDeque<>(List.of(new Edge(0, 0, null)));

        Talk(String user, String session) {
            this.user = user;
            this.session = session;
        }

        void begin() {
            cleared = last;
            edges.clear();
            edges.push(new Edge(last, last, null));
        }

        WindowSize size() {
            return moment().size();
        }

        Moment moment() {
            return new Moment(version, last, cleared, new TreeMap<>(messages), edges.getFirst());
        }
    }

    /** A talk as it stood at one of its versions. */
    private record Moment(
            long version, long last, long cleared, NavigableMap<Long, Role> messages, Edge edge) {

        WindowSize size() {
            return new WindowSize(turns(), messages.tailMap(edge.through, false).size(), 0);
        }

        int turns() {
            return (int)
                    messages.tailMap(edge.since, false).values().stream()
                            .filter(role -> role == Role.USER)
                            .count();
        }

        Inheritance.Shown shown() {
            int said = messages.tailMap(edge.since, false).size();
            return new Inheritance.Shown(
                    edge.through,
                    edge.since,
                    new WindowSize(0, size().messages() - said, 0),
                    new WindowSize(turns(), said, 0));
        }
    }

    /**
     * Where a window begins.
     *
     * @param through sequence of the last message it does not show
     * @param since sequence of the last message before its first turn
     * @param summary version with its summary
     */
    private record Edge(long through, long since, Long summary) {}

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
        AggregateId parent =
                AggregateId.conversation("t", "c" + (n + USERS.size()) % CONVERSATIONS);
        if (talk == null && canFork(parent) && random.nextBoolean()) {
            return fork(parent, id);
        }
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

    private boolean canFork(AggregateId id) {
        Talk talk = talks.get(id);
        return talk != null && talk.status == Status.ACTIVE && talk.inherited.depth() < 16;
    }

    private RecordedEvent fork(AggregateId parentId, AggregateId id) {
        Talk parent = talks.get(parentId);
        List<Moment> moments = parent.moments;
        Moment moment =
                moments.isEmpty() || random.nextBoolean()
                        ? parent.moment()
                        : moments.get(random.nextInt(moments.size()));
        Talk child = new Talk(parent.user, parent.session);
        child.last = moment.last;
        child.cleared = moment.cleared;
        child.messages.putAll(moment.messages);
        child.inherited = inheritance(parentId, parent, moment);
        Edge edge = moment.edge;
        child.edges.clear();
        child.edges.push(new Edge(edge.through, edge.since, edge.summary == null ? null : 1L));
        talks.put(id, child);
        return append(
                id,
                child,
                new ConversationForked(
                        parentId.id(),
                        child.user,
                        child.session,
                        metadata(),
                        Ttl.NEVER,
                        3,
                        true,
                        child.inherited));
    }

    private static Inheritance inheritance(AggregateId parentId, Talk parent, Moment moment) {
        List<Origin> origins = new ArrayList<>(parent.inherited.origins());
        if (moment.last > parent.inherited.through()) {
            origins.add(new Origin(parentId.id(), moment.last, moment.version));
        }
        Long summary = moment.edge.summary;
        SummaryPlace place = summary == null ? null : new SummaryPlace(parentId.id(), summary);
        return new Inheritance(
                parent.inherited.depth() + 1,
                origins,
                moment.messages.size(),
                moment.cleared,
                moment.messages.tailMap(moment.cleared, false).size(),
                moment.shown(),
                place != null && summary == 1 ? parent.inherited.summary() : place);
    }

    private ConversationEvent something(Talk talk) {
        int dice = random.nextInt(40);
        if (dice == 0 && talks.size() == CONVERSATIONS && random.nextInt(4) == 0) {
            talk.status = Status.DELETED;
            return new ConversationDeleted();
        }
        if (dice == 1) {
            talk.status = Status.EXPIRED;
            return new ConversationExpired(InMemoryLog.START);
        }
        if (dice == 2) {
            talk.begin();
            return new ConversationCleared(talk.last);
        }
        if (dice < 6 && talk.size().messages() > 0) {
            return compact(talk);
        }
        if (dice < 8 && talk.edges.size() > 1) {
            long undone = talk.edges.pop().summary();
            Edge edge = talk.edges.getFirst();
            return new CompactionUndone(undone, edge.through(), edge.summary(), talk.size());
        }
        if (dice < 16 && !own(talk).isEmpty()) {
            return remove(talk);
        }
        if (dice < 18) {
            return new MetadataSet(
                    random.nextBoolean() ? metadata() : null, Ttl.parse("PT1H"), 7, null);
        }
        Role role = Role.values()[random.nextInt(Role.values().length)];
        talk.messages.put(++talk.last, role);
        return new MessageAppended(
                "m" + talk.last,
                talk.last,
                role,
                talk.size().turns(),
                Json.trusted("{\"role\":\"" + role.wireName() + "\",\"content\":\"x\"}"));
    }

    private ConversationEvent remove(Talk talk) {
        List<Long> sequences = List.copyOf(own(talk));
        int fromTheEnd = Math.min(random.nextInt(4), sequences.size() - 1);
        long sequence = sequences.get(sequences.size() - 1 - fromTheEnd);
        Role role = talk.messages.remove(sequence);
        return new MessageRemoved("m" + sequence, sequence, role, talk.size().turns());
    }

    private static Set<Long> own(Talk talk) {
        return talk.messages.tailMap(talk.inherited.through(), false).keySet();
    }

    private ConversationEvent compact(Talk talk) {
        WindowSize before = talk.size();
        long from = talk.edges.getFirst().through() + 1;
        List<Long> shown = List.copyOf(talk.messages.tailMap(from, true).keySet());
        int keepLast = random.nextInt(shown.size());
        long through = keepLast == 0 ? talk.last : shown.get(shown.size() - keepLast) - 1;
        talk.edges.push(new Edge(through, talk.last, talk.version + 1));
        return new ConversationCompacted(
                from, through, before, talk.size(), Json.trusted("\"up to " + through + "\""));
    }

    private ConversationEvent reopen(Talk talk) {
        talk.status = Status.ACTIVE;
        talk.begin();
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
        talk.version++;
        if (talk.status == Status.ACTIVE) {
            talk.moments.add(talk.moment());
        }
        return log.append(id, talk.user, talk.session, event);
    }
}
