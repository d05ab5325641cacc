package dev.hansard.query.conversation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what of a conversation is sent to a model: the newest messages up to a number, a tool
 * call never without its results.
 *
 * <p>Walks back from the newest message. A call group (an assistant message with tool calls and the
 * results that belong to it) goes in whole or not at all; the first that does not fit ends the
 * window. Left out on the way: groups that will never be whole (a result is missing and something
 * else came after), and results without a call. A result belongs to the nearest earlier call with
 * its id.
 */
final class WindowSelector {

    /**
     * @param messages the window, oldest first
     * @param undecided whether older messages than the given ones could still add to it
     */
    record Selection(List<Message> messages, boolean undecided) {}

    /** One assistant message with calls, and what has come back for it. */
    private static final class Group {
        private final List<Integer> members = new ArrayList<>();
        private final Set<String> unanswered;

        Group(int call, List<String> ids) {
            members.add(call);
            unanswered = new HashSet<>(ids);
        }

        void answer(int result, String id) {
            members.add(result);
            unanswered.remove(id);
        }

        /** Whole, or only waiting: nothing but its own results came after the call. */
        boolean mayBeShown(int total) {
            return unanswered.isEmpty() || members.size() == total - members.getFirst();
        }
    }

    private final List<Message> candidates;
    private final boolean olderExist;
    private final Map<Integer, Group> groups = new HashMap<>();

    private WindowSelector(List<Message> candidates, boolean olderExist) {
        this.candidates = candidates;
        this.olderExist = olderExist;
        findGroups();
    }

    /**
     * @param candidates newest part of the conversation's window, oldest first
     * @param olderExist whether the window has messages before the candidates
     * @param limit the most messages to choose
     */
    static Selection select(List<Message> candidates, boolean olderExist, int limit) {
        return new WindowSelector(candidates, olderExist).select(limit);
    }

    private void findGroups() {
        Map<String, Group> newestCall = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Message message = candidates.get(i);
            if (message.makesCalls()) {
                Group group = new Group(i, message.calls());
                message.calls().forEach(id -> newestCall.put(id, group));
                groups.put(i, group);
            } else if (message.answersCall() && !message.calls().isEmpty()) {
                String id = message.calls().getFirst();
                Group group = newestCall.get(id);
                if (group != null) {
                    group.answer(i, id);
                    groups.put(i, group);
                }
            }
        }
    }

    private Selection select(int limit) {
        BitSet chosen = new BitSet(candidates.size());
        for (int i = candidates.size() - 1; i >= 0; i--) {
            if (chosen.get(i)) {
                continue;
            }
            int room = limit - chosen.cardinality();
            @Nullable Group group = groups.get(i);
            if (group != null) {
                if (!group.mayBeShown(candidates.size())) {
                    continue;
                }
                if (group.members.size() > room) {
                    return selection(chosen, false);
                }
                group.members.forEach(chosen::set);
            } else if (candidates.get(i).answersCall()) {
                if (olderExist) {
                    // Its call is older, if it has one: with it there is no room, or it may fit.
                    return selection(chosen, room >= 2);
                }
            } else if (room == 0) {
                return selection(chosen, false);
            } else {
                chosen.set(i);
            }
        }
        return selection(chosen, olderExist && chosen.cardinality() < limit);
    }

    private Selection selection(BitSet chosen, boolean undecided) {
        List<Message> messages = new ArrayList<>(chosen.cardinality());
        chosen.stream().forEach(i -> messages.add(candidates.get(i)));
        return new Selection(messages, undecided);
    }
}
