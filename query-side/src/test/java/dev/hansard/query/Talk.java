package dev.hansard.query;

import static java.util.Comparator.reverseOrder;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
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
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.json.Json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One conversation as a command service writes it; messages are m1, m2, … by their sequence. */
public final class Talk {

    private static final Ttl A_DAY = Ttl.parse("PT24H");

    private final Tenant tenant;
    private final AggregateId id;
    private final String user;
    private String session;
    private final Deque<Compaction> compactions = new ArrayDeque<>();
    private final NavigableMap<Long, Role> present = new TreeMap<>();
    private long last;
    private long version;

    /** The state that an undoing brings back. */
    private record Compaction(long through, long since, Long version) {
        static final Compaction NONE = new Compaction(0, 0, null);
    }

    Talk(Tenant tenant, String conversation, String user, String session) {
        this.tenant = tenant;
        this.id = AggregateId.conversation(tenant.name(), conversation);
        this.user = user;
        this.session = session;
        compactions.push(Compaction.NONE);
        write(new ConversationCreated(user, session, Json.EMPTY_OBJECT, A_DAY, 20, true));
    }

    public Talk says(String content) {
        return says(Role.USER, "{\"role\":\"user\",\"content\":\"" + content + "\"}");
    }

    public Talk says(Role role, String message) {
        present.put(++last, role);
        return write(
                new MessageAppended("m" + last, last, role, size().turns(), Json.trusted(message)));
    }

    public Talk saysTimes(int times) {
        for (int i = 0; i < times; i++) {
            says("no " + (last + 1));
        }
        return this;
    }

    public Talk removes(long sequence) {
        Role role = present.remove(sequence);
        return write(new MessageRemoved("m" + sequence, sequence, role, size().turns()));
    }

    public Talk clears() {
        begins(new Compaction(last, last, null));
        return write(new ConversationCleared(last));
    }

    /** Compacts all but the last messages. */
    public Talk compacts(String summary, int keepLast) {
        WindowSize before = size();
        long from = compactions.getFirst().through() + 1;
        long through =
                keepLast == 0
                        ? last
                        : present.keySet().stream().sorted(reverseOrder()).toList().get(keepLast);
        compactions.push(new Compaction(through, last, version + 1));
        return write(
                new ConversationCompacted(
                        from, through, before, size(), Json.trusted('"' + summary + '"')));
    }

    public Talk undoes() {
        Long undone = compactions.pop().version();
        Compaction now = compactions.getFirst();
        return write(new CompactionUndone(undone, now.through(), now.version(), size()));
    }

    public Talk expires() {
        return write(new ConversationExpired(RunningQueryService.CLOCK.instant()));
    }

    public Talk reopens(String newSession) {
        session = newSession;
        begins(new Compaction(last, last, null));
        return write(new ConversationReopened(last, session, Json.EMPTY_OBJECT, A_DAY, 20, true));
    }

    public Talk deletes() {
        return write(new ConversationDeleted());
    }

    public Talk write(ConversationEvent event) {
        version++;
        tenant.write(id, user, session, event);
        return this;
    }

    private void begins(Compaction start) {
        compactions.clear();
        compactions.push(start);
    }

    private WindowSize size() {
        Compaction now = compactions.getFirst();
        long turns =
                present.tailMap(now.since(), false).values().stream()
                        .filter(role -> role == Role.USER)
                        .count();
        int messages = present.tailMap(now.through(), false).size();
        return new WindowSize((int) turns, messages, 0);
    }
}
