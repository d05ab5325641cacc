package dev.hansard.command.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.command.conversation.Conversation.Live;

/**
 * A conversation as it was when some message was its newest: what a fork goes on from.
 *
 * @param conversation the one in which that message was said
 * @param inherited what it began with itself
 * @param version its version then
 */
record ForkPoint(AggregateId conversation, Inheritance inherited, Tally tally, long version) {

    static ForkPoint of(AggregateId conversation, Live state) {
        return new ForkPoint(conversation, state.inherited(), state.tally(), state.version());
    }
}
