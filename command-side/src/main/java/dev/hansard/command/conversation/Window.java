package dev.hansard.command.conversation;

import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.conversation.Withdrawals;

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

    /**
     * Version with the event of a fork, which says where the summary stands that it begins with.
     */
    static final long FORKED = 1;

    public Window {
        stretches = List.copyOf(stretches);
    }

    /** One that shows nothing up to a message, and has no compaction to take back. */
    static Window after(long sequence) {
        return new Window(List.of(Stretch.after(sequence)));
    }

    /** That of a fork at its beginning: what its parent showed, and no compaction to take back. */
    static Window of(Inheritance inherited) {
        Inheritance.Shown shown = inherited.window();
        long summary = inherited.summary() == null ? 0 : FORKED;
        return new Window(
                List.of(
                        new Stretch(
                                summary,
                                shown.through(),
                                shown.since(),
                                shown.kept(),
                                shown.said())));
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

    /** How many messages it shows, without those that are gone. */
    long messages(Withdrawals gone) {
        return size().messages() - gone.messagesAfter(present().through());
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

    /** What its present stretch was before a message in it was said. */
    Window before(MessageAppended event) {
        return new Window(List.of(present().withoutLast(event.role(), event.message().size())));
    }

    /** What its present stretch was before a message was removed. */
    Window before(MessageRemoved event) {
        return new Window(List.of(present().withAgain(event.sequence(), event.role())));
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
