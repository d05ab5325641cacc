package dev.hansard.command.conversation;

import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;

/**
 * What was said from a clear or compaction on, in numbers.
 *
 * @param summary version of the conversation with the event whose summary its window begins with; 0
 *     if there is none
 * @param through sequence of the last message its window does not show
 * @param since sequence of the last message before it; more than {@code through} if some were kept
 * @param kept messages of its window from before it
 * @param said messages since; user messages among them are turns
 */
public record Stretch(long summary, long through, long since, WindowSize kept, WindowSize said) {

    /** One that begins after a message, with nothing before it. */
    static Stretch after(long sequence) {
        return new Stretch(0, sequence, sequence, WindowSize.EMPTY, WindowSize.EMPTY);
    }

    /** What its window shows. */
    WindowSize size() {
        return kept.plus(said);
    }

    Stretch with(Role role, long bytes) {
        return saying(said.withMessage(role == Role.USER, bytes));
    }

    /**
     * The stretch without a message.
     *
     * @param until sequence of its last message
     */
    Stretch without(long sequence, Role role, long until) {
        if (sequence > since && sequence <= until) {
            return saying(said.withoutMessage(role == Role.USER));
        }
        return sequence > through && sequence <= since
                ? new Stretch(summary, through, since, kept.withoutMessage(false), said)
                : this;
    }

    /** The stretch before its last message, which has not been removed. */
    Stretch withoutLast(Role role, long bytes) {
        int turn = role == Role.USER ? 1 : 0;
        return saying(
                new WindowSize(said.turns() - turn, said.messages() - 1, said.bytes() - bytes));
    }

    /**
     * The stretch before a message was removed.
     *
     * @param until sequence of its last message
     */
    Stretch withAgain(long sequence, Role role, long until) {
        if (sequence > since && sequence <= until) {
            return saying(said.withMessage(role == Role.USER, 0));
        }
        return sequence > through && sequence <= since
                ? new Stretch(summary, through, since, kept.withMessage(false, 0), said)
                : this;
    }

    /** The stretch going on where another one began after it, which is taken back. */
    Stretch goingOnWith(Stretch next) {
        return saying(said.plus(next.said));
    }

    private Stretch saying(WindowSize all) {
        return new Stretch(summary, through, since, kept, all);
    }
}
