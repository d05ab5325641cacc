package dev.hansard.query.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses what of the newest messages is sent to a model: a tool call never without its results.
 *
 * <p>A call group (an assistant message with tool calls and the results that belong to it) goes in
 * whole or not at all. Left out are results whose call is older than the given messages or nowhere,
 * and groups that will never be whole: a result is missing and something else came after. A result
 * belongs to the nearest earlier call with its id.
 */
final class WindowSelector {

    /** One assistant message with calls, and what has come back for it. */
    private static final class Group {
        private final int call;
        private final Set<String> unanswered;
        private int results;

        Group(int call, List<String> ids) {
            this.call = call;
            this.unanswered = new HashSet<>(ids);
        }

        void answer(String id) {
            results++;
            unanswered.remove(id);
        }

        /** Whole, or only waiting: nothing but its own results came after the call. */
        boolean mayBeShown(int total) {
            return unanswered.isEmpty() || results == total - call - 1;
        }
    }

    private WindowSelector() {}

    /**
     * @param newest the newest messages that still stand, oldest first, as many as may be shown
     */
    static List<Message> select(List<Message> newest) {
        Map<Integer, Group> groups = groups(newest);
        List<Message> window = new ArrayList<>(newest.size());
        for (int i = 0; i < newest.size(); i++) {
            Message message = newest.get(i);
            Group group = groups.get(i);
            boolean shown =
                    group == null ? !message.answersCall() : group.mayBeShown(newest.size());
            if (shown) {
                window.add(message);
            }
        }
        return window;
    }

    /** By index: the group of each call and of each result that belongs to one. */
    private static Map<Integer, Group> groups(List<Message> messages) {
        Map<Integer, Group> groups = new HashMap<>();
        Map<String, Group> newestCall = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (message.makesCalls()) {
                Group group = new Group(i, message.calls());
                message.calls().forEach(id -> newestCall.put(id, group));
                groups.put(i, group);
            } else if (message.answersCall() && !message.calls().isEmpty()) {
                String id = message.calls().getFirst();
                Group group = newestCall.get(id);
                if (group != null) {
                    group.answer(id);
                    groups.put(i, group);
                }
            }
        }
        return groups;
    }
}
