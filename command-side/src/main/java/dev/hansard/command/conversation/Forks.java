package dev.hansard.command.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.api.conversation.Inheritance.SummaryPlace;
import dev.hansard.command.conversation.Conversation.Deleted;
import dev.hansard.command.conversation.Conversation.Expired;
import dev.hansard.command.conversation.Conversation.Live;
import dev.hansard.command.conversation.Conversation.NotCreated;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The rules of forking a conversation. */
final class Forks {

    /** How many forks can follow one on the other. */
    static final int MOST_DEEP = 16;

    private Forks() {}

    /**
     * What makes the child.
     *
     * @param point the parent as it stood at the message that is asked for
     * @param child the state found under its id
     * @throws Refusal {@code fork-too-deep}; {@code already-exists} or {@code deleted} of the child
     */
    static List<ConversationEvent> fork(
            ForkConversation fork, Live parent, ForkPoint point, Conversation child) {
        fork.expected().check(parent.version());
        long last = parent.tally().lastSequence();
        long at = requireNonNullElse(fork.at(), last);
        if (fork.at() != null && (at < 1 || at > last)) {
            throw Refusal.invalid("/at", "must be the sequence of a message: 1 to " + last);
        }
        if (parent.inherited().depth() == MOST_DEEP) {
            throw Refusal.of(ErrorCode.FORK_TOO_DEEP, "at most " + MOST_DEEP + " lie behind one");
        }
        checkFree(child);
        return List.of(
                new ConversationForked(
                        fork.parent().id(),
                        parent.userId(),
                        parent.sessionId(),
                        parent.settings().metadata(),
                        parent.settings().ttl(),
                        parent.settings().maxTurnsBeforeCompact(),
                        parent.settings().autoCompact(),
                        inheritance(parent.inherited().depth() + 1, at, point)));
    }

    /** An expired one has a history of its own, so it cannot begin with another's. */
    private static void checkFree(Conversation child) {
        switch (child) {
            case NotCreated _ -> {}
            case Live _, Expired _ ->
                    throw Refusal.at(
                            ErrorCode.ALREADY_EXISTS,
                            "/conversationId",
                            "is the id of a conversation");
            case Deleted deleted -> throw deleted.refusal();
        }
    }

    private static Inheritance inheritance(int depth, long at, ForkPoint point) {
        List<Origin> origins = new ArrayList<>(point.inherited().origins());
        if (!point.inherited().covers(at)) {
            origins.add(new Origin(point.conversation().id(), at, point.version()));
        }
        Tally tally = point.tally();
        Stretch present = tally.window().present();
        return new Inheritance(
                depth,
                origins,
                tally.messageCount(),
                tally.clearedThrough(),
                tally.liveMessages(),
                new Inheritance.Shown(
                        present.through(), present.since(), present.kept(), present.said()),
                summary(point, present.summary()));
    }

    private static @Nullable SummaryPlace summary(ForkPoint point, long version) {
        if (version == 0) {
            return null;
        }
        return version == Window.FORKED
                ? point.inherited().summary()
                : new SummaryPlace(point.conversation().id(), version);
    }
}
