package dev.hansard.query.conversation;

import dev.hansard.query.conversation.ConversationGroup.Member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is read of recent messages: a conversation with its tail, and the last messages over all
 * conversations of a user or session. Answers from memory; goes to the store for what is not there.
 */
final class RecentMessageReader {

    private static final Comparator<Message> NEWEST_FIRST =
            Comparator.comparingLong(Message::position).reversed();

    private final RecentMessages model;
    private final GroupLoader groups;
    private final int tailLength;

    RecentMessageReader(RecentMessages model, GroupLoader groups, int tailLength) {
        this.model = model;
        this.groups = groups;
        this.tailLength = tailLength;
    }

    /** A conversation as it stands; empty if it never existed. */
    Optional<ConversationModel> conversation(String conversation) {
        return model.conversation(conversation);
    }

    /**
     * The last messages over all live conversations, oldest first.
     *
     * @param group aggregate identifier of a user or session
     * @param position at least this much of the log is reflected
     */
    List<Message> lastMessages(String group, int limit, long position) {
        if (limit > tailLength) {
            return groups.messages(group, position, limit);
        }
        List<Message> newestFirst = new ArrayList<>();
        for (Member member : model.group(group).members()) {
            if (newestFirst.size() == limit
                    && newestFirst.getLast().position() > member.lastAppend()) {
                break;
            }
            conversation(member.conversation())
                    .ifPresent(conversation -> newestFirst.addAll(conversation.ownTail()));
            newestFirst.sort(NEWEST_FIRST);
            newestFirst.subList(Math.min(limit, newestFirst.size()), newestFirst.size()).clear();
        }
        return newestFirst.reversed();
    }
}
