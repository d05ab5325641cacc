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
import java.util.Optional;

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
        return each((stretch, until) -> stretch.without(sequence, role, until));
    }

    /** The window before its last message was said, which has not been removed. */
    Window before(MessageAppended event) {
        List<Stretch> next = new ArrayList<>(stretches);
        Stretch last = present().withoutLast(event.role(), event.message().size());
        next.set(next.size() - 1, last);
        return new Window(next);
    }

    /** The window before a message was removed. */
    Window before(MessageRemoved event) {
        return each((stretch, until) -> stretch.withAgain(event.sequence(), event.role(), until));
    }

    /** The window before its last compaction; empty if that is not known any more. */
    Optional<Window> beforeCompaction() {
        int last = stretches.size() - 1;
        return last == 0 ? Optional.empty() : Optional.of(new Window(stretches.subList(0, last)));
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

    /** One step in a stretch, which ends with the message that it is given. */
    private interface Step {
        Stretch after(Stretch stretch, long until);
    }

    private Window each(Step step) {
        List<Stretch> next = new ArrayList<>(stretches.size());
        for (int i = 0; i < stretches.size(); i++) {
            boolean last = i == stretches.size() - 1;
            long until = last ? Long.MAX_VALUE : stretches.get(i + 1).since();
            next.add(step.after(stretches.get(i), until));
        }
        return new Window(next);
    }
}
