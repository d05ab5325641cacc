package dev.hansard.query.conversation;

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
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.AsOf;

import java.util.ArrayList;
import java.util.List;

/**
 * The conversations of one user, or of one session, that hold its last messages: only which, the
 * messages are in the conversations' own tails.
 *
 * @param members most recently appended first, at most {@code 2 × tail length}
 * @param complete whether every conversation with a message to show is a member; if not, those that
 *     are missing have no message among the last of {@link #members}
 * @param stale whether a member may be missing that matters: to be loaded anew before use
 * @param position of the log up to which this is true
 */
record ConversationGroup(List<Member> members, boolean complete, boolean stale, long position)
        implements AsOf {

    /**
     * @param conversation Axon aggregate identifier
     * @param lastAppend position of its newest message, removed or not: never less than that of a
     *     message it shows
     */
    record Member(String conversation, long lastAppend) {}

    /** A group that is known to have had no events yet. */
    static final ConversationGroup NEW = new ConversationGroup(List.of(), true, false, 0);

    /** The group after one more event of one of its conversations. */
    ConversationGroup evolve(RecordedEvent recorded, int tailLength) {
        String conversation = recorded.aggregateId();
        return switch ((ConversationEvent) recorded.payload()) {
            case MessageAppended appended ->
                    appended(conversation, recorded.position(), tailLength);
            case MessageRemoved removed ->
                    new ConversationGroup(
                            members, complete, stale || !complete, recorded.position());
            case ConversationCleared cleared -> without(conversation, recorded.position());
            case ConversationExpired expired -> without(conversation, recorded.position());
            case ConversationDeleted deleted -> without(conversation, recorded.position());
            case ConversationReopened reopened -> without(conversation, recorded.position());
            case ConversationCreated created -> at(recorded.position());
            case ConversationForked forked -> at(recorded.position());
            case ConversationCompacted compacted -> at(recorded.position());
            case CompactionUndone undone -> at(recorded.position());
            case MetadataSet set -> at(recorded.position());
        };
    }

    /** Bytes in memory, near enough; the conversations themselves weigh elsewhere. */
    long weight() {
        return 100 + 40L * members.size();
    }

    private ConversationGroup appended(String conversation, long position, int tailLength) {
        List<Member> next = new ArrayList<>(members.size() + 1);
        next.add(new Member(conversation, position));
        for (Member member : members) {
            if (!member.conversation().equals(conversation)) {
                next.add(member);
            }
        }
        // Those that fall out may matter after all if messages of those that stay were removed.
        boolean overflow = next.size() > 2 * tailLength;
        return new ConversationGroup(
                overflow ? List.copyOf(next.subList(0, tailLength)) : next,
                complete && !overflow,
                stale || overflow,
                position);
    }

    private ConversationGroup without(String conversation, long position) {
        List<Member> next =
                members.stream()
                        .filter(member -> !member.conversation().equals(conversation))
                        .toList();
        boolean left = next.size() < members.size();
        return new ConversationGroup(next, complete, stale || (left && !complete), position);
    }

    /** The same, known to be true up to a later position. */
    ConversationGroup at(long position) {
        return new ConversationGroup(members, complete, stale, position);
    }
}
