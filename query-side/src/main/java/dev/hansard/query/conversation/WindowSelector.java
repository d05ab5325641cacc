package dev.hansard.query.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Chooses what of the newest messages is sent to a model: a tool call never without its results.
 *
 * <p>A call group (an assistant message with tool calls and the results that belong to it) goes in
 * whole or not at all. Left out are results whose call is older than the chosen messages or
 * nowhere, and groups that will never be whole: a result is missing and something else came after.
 * A result belongs to the nearest earlier call with its id. Where tokens are limited, it is as many
 * of the newest messages as show no more than that: what one message more adds is known when it is
 * reached, since a group adds all it has with its call.
 */
final class WindowSelector {

    /** One assistant message with calls, and what has come back for it. */
    private static final class Group {
        private final int call;
        private final Set<String> unanswered;
        private final List<Integer> results = new ArrayList<>();

        Group(int call, List<String> ids) {
            this.call = call;
            this.unanswered = new HashSet<>(ids);
        }

        void answer(String id, int result) {
            results.add(result);
            unanswered.remove(id);
        }

        /** Whole, or only waiting: nothing but its own results came after the call. */
        boolean mayBeShown(int total) {
            return unanswered.isEmpty() || results.size() == total - call - 1;
        }
    }

    private final List<Message> messages;
    private final Map<Integer, Group> groups;

    private WindowSelector(List<Message> messages) {
        this.messages = messages;
        this.groups = groups(messages);
    }

    /**
     * @param newest the newest messages that still stand, oldest first, as many as may be shown
     * @param tokens the most that what is shown may cost
     * @param cost of a message
     */
    static List<Message> select(List<Message> newest, long tokens, ToLongFunction<Message> cost) {
        var selector = new WindowSelector(newest);
        return selector.shownFrom(selector.start(tokens, cost));
    }

    /** The first message of the longest end of them that shows no more tokens. */
    private int start(long tokens, ToLongFunction<Message> cost) {
        long left = tokens;
        for (int i = messages.size() - 1; i >= 0; i--) {
            left -= added(i, cost);
            if (left < 0) {
                return i + 1;
            }
        }
        return 0;
    }

    /** What is shown more when a message is there as well. */
    private long added(int index, ToLongFunction<Message> cost) {
        Message message = messages.get(index);
        Group group = groups.get(index);
        if (group == null) {
            return message.answersCall() ? 0 : cost.applyAsLong(message);
        }
        if (group.call != index || !group.mayBeShown(messages.size())) {
            return 0;
        }
        return cost.applyAsLong(message)
                + group.results.stream().map(messages::get).mapToLong(cost).sum();
    }

    private List<Message> shownFrom(int start) {
        List<Message> window = new ArrayList<>(messages.size() - start);
        for (int i = start; i < messages.size(); i++) {
            Message message = messages.get(i);
            Group group = groups.get(i);
            boolean shown =
                    group == null
                            ? !message.answersCall()
                            : group.call >= start && group.mayBeShown(messages.size());
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
                    group.answer(id, i);
                    groups.put(i, group);
                }
            }
        }
        return groups;
    }
}
