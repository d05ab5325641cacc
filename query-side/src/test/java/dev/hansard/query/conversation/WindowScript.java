package dev.hansard.query.conversation;

import static java.util.stream.Collectors.joining;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.json.Json;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.conversation.NaiveWindow.Said;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One conversation with tools, at random: its events, and what a window can be made of. */
final class WindowScript {

    private static final String SUMMARY = "what was said so far";

    private final Random random;
    private final TokenCounter tokens;
    private final InMemoryLog log = new InMemoryLog();
    private final AggregateId id = AggregateId.conversation("t", "c");
    private final List<Said> standing = new ArrayList<>();
    private final Deque<Edge> edges = new ArrayDeque<>(List.of(new Edge(0, null)));
    private final List<String> open = new ArrayList<>();
    private long last;
    private long version;

    /** Where a window begins: after a message, with the summary of an event. */
    private record Edge(long through, Long summary) {}

    WindowScript(Random random, TokenCounter tokens) {
        this.random = random;
        this.tokens = tokens;
        append(new ConversationCreated("ann", null, Json.EMPTY_OBJECT, Ttl.NEVER, 20, true));
        for (int leading = random.nextInt(4); leading > 0; leading--) {
            say(random.nextBoolean() ? Role.SYSTEM : Role.DEVELOPER);
        }
    }

    InMemoryLog log() {
        return log;
    }

    AggregateId id() {
        return id;
    }

    List<Said> standing() {
        return standing;
    }

    long edge() {
        return edges.getFirst().through();
    }

    int summaryTokens() {
        return edges.getFirst().summary() == null ? 0 : tokens.count(SUMMARY);
    }

    void step() {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> call();
            case 5, 6, 7, 8, 9, 10, 11 -> answer();
            case 12 -> say(Role.SYSTEM);
            case 13, 14, 15 -> say(Role.ASSISTANT);
            case 16, 17 -> remove();
            case 18 -> compact();
            case 19 -> undo();
            case 20 -> append(new MetadataSet(null, null, 7, null));
            case 21 -> clear();
            default -> say(Role.USER);
        }
    }

    private void say(Role role) {
        String content = "word ".repeat(random.nextInt(12));
        append(role, Set.of(), null, ",\"content\":\"" + content + "\"");
    }

    private void call() {
        Set<String> calls = new TreeSet<>();
        for (int call = random.nextInt(3); call >= 0; call--) {
            calls.add("call" + random.nextInt(6));
        }
        open.addAll(calls);
        String list = calls.stream().map("{\"id\":\"%s\"}"::formatted).collect(joining(","));
        append(Role.ASSISTANT, calls, null, ",\"tool_calls\":[" + list + "]");
    }

    /** Mostly one that something waits for; now and then one that nobody asked for. */
    private void answer() {
        boolean orphan = open.isEmpty() || random.nextInt(8) == 0;
        String call =
                orphan
                        ? "call" + random.nextInt(6)
                        : open.remove(random.nextInt(Math.min(2, open.size())));
        append(Role.TOOL, Set.of(), call, ",\"tool_call_id\":\"" + call + "\"");
    }

    private void append(Role role, Set<String> makes, String answers, String more) {
        String message = "{\"role\":\"" + role.wireName() + "\"" + more + "}";
        standing.add(new Said(++last, role, makes, answers, tokens.count(message)));
        append(new MessageAppended("m" + last, last, role, 0, Json.trusted(message)));
    }

    private void remove() {
        if (!standing.isEmpty()) {
            Said gone = standing.remove(random.nextInt(standing.size()));
            long sequence = gone.sequence();
            append(new MessageRemoved("m" + sequence, sequence, gone.role(), 0));
        }
    }

    private void compact() {
        List<Said> shown = standing.stream().filter(said -> said.sequence() > edge()).toList();
        if (!shown.isEmpty()) {
            int keepLast = random.nextInt(shown.size());
            long through = keepLast == 0 ? last : shown.get(shown.size() - keepLast).sequence() - 1;
            long from = edge() + 1;
            edges.push(new Edge(through, version + 1));
            Json summary = Json.trusted("\"" + SUMMARY + "\"");
            append(new ConversationCompacted(from, through, WindowSize.EMPTY, size(), summary));
        }
    }

    private void undo() {
        if (edges.size() > 1) {
            long undone = edges.pop().summary();
            append(new CompactionUndone(undone, edge(), edges.getFirst().summary(), size()));
        }
    }

    private void clear() {
        if (random.nextInt(3) == 0) {
            standing.clear();
            edges.clear();
            edges.push(new Edge(last, null));
            append(new ConversationCleared(last));
        }
    }

    private WindowSize size() {
        long shown = standing.stream().filter(said -> said.sequence() > edge()).count();
        return new WindowSize(0, shown, 0);
    }

    private void append(ConversationEvent event) {
        version++;
        log.append(id, "ann", null, event);
    }
}
