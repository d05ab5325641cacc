package dev.hansard.command.conversation;

import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;

import java.util.ArrayList;
import java.util.List;

/**
 * What a conversation knows of its window to decide about compactions: the stretch since the last
 * one, and those before it, each of which an undo brings back. Numbers only, and a bounded number
 * of them: no message, no summary.
 *
 * @param stretches oldest first, at least one
 */
public record Window(List<Stretch> stretches) {

    /** How many compactions can be taken back, one after the other. */
    static final int MOST_UNDOS = 16;

    public Window {
        stretches = List.copyOf(stretches);
    }

    /** One that shows nothing up to a message, and has no compaction to take back. */
    static Window after(long sequence) {
        return new Window(List.of(Stretch.after(sequence)));
    }

    /** User messages since the last clear or compaction. */
    int turnCount() {
        return present().said().turns();
    }

    Stretch present() {
        return stretches.getLast();
    }

    WindowSize size() {
        return present().size();
    }

    /** Whether it was left as {@link #after} a message makes it. */
    boolean isEmptyAfter(long sequence) {
        return equals(after(sequence));
    }

    boolean canUndo() {
        return stretches.size() > 1;
    }

    Window with(Role role, long bytes) {
        List<Stretch> next = new ArrayList<>(stretches);
        next.set(next.size() - 1, present().with(role, bytes));
        return new Window(next);
    }

    Window without(long sequence, Role role) {
        List<Stretch> next = new ArrayList<>(stretches.size());
        for (int i = 0; i < stretches.size(); i++) {
            boolean last = i == stretches.size() - 1;
            long until = last ? Long.MAX_VALUE : stretches.get(i + 1).since();
            next.add(stretches.get(i).without(sequence, role, until));
        }
        return new Window(next);
    }

    /**
     * The window after a compaction.
     *
     * @param version of the conversation with the event
     * @param lastSequence of the newest message ever
     */
    Window compacted(ConversationCompacted event, long version, long lastSequence) {
        List<Stretch> next = new ArrayList<>(stretches);
        next.add(
                new Stretch(
                        version, event.through(), lastSequence, event.after(), WindowSize.EMPTY));
        boolean tooMany = next.size() > MOST_UNDOS + 1;
        return new Window(tooMany ? next.subList(1, next.size()) : next);
    }

    /** The window before the latest compaction, with what came since. */
    Window undone() {
        int last = stretches.size() - 1;
        List<Stretch> next = new ArrayList<>(stretches.subList(0, last));
        next.set(last - 1, next.get(last - 1).goingOnWith(present()));
        return new Window(next);
    }
}
