package dev.hansard.allinone.e2e;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A conversation as the contract has it, without a thought for what it costs: a fork is a copy of
 * what its parent was, and what is removed where it was said is gone everywhere.
 */
final class ModelTalk {

    /** One message: who said it, where, and its place in the log. */
    record Said(String id, long sequence, ModelTalk origin, String role, long position) {}

    /** Where a window begins: after a message; and after which turns count. */
    private record Edge(long through, long since, String summary) {}

    /** What a fork takes over. */
    private record State(List<Said> history, Edge edge, long cleared, long last) {}

    final String id;
    private final Set<Said> removed;
    private final List<Said> history = new ArrayList<>();
    private final Deque<Edge> edges = new ArrayDeque<>(List.of(new Edge(0, 0, null)));
    private final Map<Long, State> before = new HashMap<>();
    private final Map<ModelTalk, State> taken = new HashMap<>();
    private long inheritedThrough;
    private long cleared;
    private long last;

    private ModelTalk(String id, Set<Said> removed) {
        this.id = id;
        this.removed = removed;
    }

    static ModelTalk named(String id) {
        return new ModelTalk(id, new HashSet<>());
    }

    long last() {
        return last;
    }

    void says(String messageId, String role, long position) {
        before.put(last + 1, state());
        history.add(new Said(messageId, ++last, this, role, position));
    }

    void removes(Said said) {
        removed.add(said);
    }

    void clears() {
        cleared = last;
        edges.clear();
        edges.push(new Edge(last, last, null));
    }

    void compacts(String summary, int keepLast) {
        List<Said> shown = window();
        long through = keepLast == 0 ? last : shown.get(shown.size() - keepLast).sequence() - 1;
        edges.push(new Edge(through, last, summary));
    }

    boolean undoes() {
        if (edges.size() > 1) {
            edges.pop();
            return true;
        }
        return false;
    }

    /** What it was right before it said anything after a message, or is. */
    ModelTalk forkedAs(String childId, long at) {
        State state = stateAt(at);
        var child = new ModelTalk(childId, removed);
        child.history.addAll(state.history);
        child.edges.clear();
        child.edges.push(state.edge);
        child.cleared = state.cleared;
        child.last = at;
        child.inheritedThrough = at;
        child.taken.putAll(taken);
        child.taken.put(at < inheritedThrough ? sayerOf(at) : this, state);
        return child;
    }

    /** All that stands. */
    List<Said> messages() {
        return after(0);
    }

    List<Said> window() {
        return after(edges.getFirst().through);
    }

    /** What stands since the last clear and was said in it. */
    List<Said> own() {
        return after(Math.max(cleared, inheritedThrough));
    }

    List<Said> removable() {
        return after(inheritedThrough);
    }

    long turns() {
        return after(edges.getFirst().since).stream()
                .filter(said -> said.role().equals("user"))
                .count();
    }

    String summary() {
        return edges.getFirst().summary;
    }

    private List<Said> after(long sequence) {
        return history.stream()
                .filter(said -> said.sequence() > sequence && !removed.contains(said))
                .toList();
    }

    private State stateAt(long at) {
        if (at == last) {
            return state();
        }
        if (at >= inheritedThrough) {
            return before.get(at + 1);
        }
        ModelTalk sayer = sayerOf(at);
        State state = taken.get(sayer);
        return state.last == at ? state : sayer.before.get(at + 1);
    }

    private ModelTalk sayerOf(long sequence) {
        return history.stream()
                .filter(said -> said.sequence() == sequence)
                .findFirst()
                .orElseThrow()
                .origin();
    }

    private State state() {
        return new State(List.copyOf(history), edges.getFirst(), cleared, last);
    }
}
