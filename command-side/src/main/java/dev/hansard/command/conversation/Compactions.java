package dev.hansard.command.conversation;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation;
import dev.hansard.api.conversation.ConversationCommand.CompactConversation.Kept;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonText;
import dev.hansard.command.aggregate.ObjectRule;

/** The rules of compacting a conversation and of taking that back. */
final class Compactions {

    /** The most messages that a compaction can keep in the window. */
    static final int MOST_KEPT = 1_000;

    private Compactions() {}

    /**
     * The event of a compaction.
     *
     * @param maxBytes the largest summary, in bytes of UTF-8
     * @throws Refusal {@code nothing-to-compact} if no message would leave the window
     */
    static ConversationCompacted compact(CompactConversation compact, Tally tally, int maxBytes) {
        Window window = tally.window();
        int keepLast = compact.keepLast();
        checkSummary(compact.summary(), maxBytes);
        if (keepLast < 0 || keepLast > MOST_KEPT) {
            throw Refusal.invalid("/keepLast", "must be a number from 0 to " + MOST_KEPT);
        }
        Kept kept = keepLast == 0 ? new Kept(tally.lastSequence(), 0) : compact.kept();
        long shownAfter = window.present().through();
        Withdrawals gone = compact.withdrawn();
        long shown = window.messages(gone);
        if (shown <= keepLast || kept.after() <= shownAfter) {
            throw Refusal.of(ErrorCode.NOTHING_TO_COMPACT, "the window has " + shown + " messages");
        }
        return new ConversationCompacted(
                shownAfter + 1,
                kept.after(),
                window.size(),
                new WindowSize(0, keepLast + gone.messagesAfter(kept.after()), kept.bytes()),
                compact.summary());
    }

    /**
     * The event that takes the latest compaction back.
     *
     * @throws Refusal {@code nothing-to-undo}
     */
    static CompactionUndone undo(Window window) {
        if (!window.canUndo()) {
            throw Refusal.of(
                    ErrorCode.NOTHING_TO_UNDO,
                    "there is none since the last clear, or so many were undone as can be");
        }
        Window undone = window.undone();
        long summary = undone.present().summary();
        return new CompactionUndone(
                window.present().summary(),
                undone.present().through(),
                summary == 0 ? null : summary,
                undone.size());
    }

    private static void checkSummary(Json summary, int maxBytes) {
        if (!summary.isString()) {
            throw Refusal.invalid("/summary", "must be a string");
        }
        ObjectRule.checkSize(summary, maxBytes, "/summary");
        if (JsonText.of(summary).isBlank()) {
            throw Refusal.invalid("/summary", "must not be empty");
        }
    }
}
