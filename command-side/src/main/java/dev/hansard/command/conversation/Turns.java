package dev.hansard.command.conversation;

import dev.hansard.api.conversation.Withdrawals;
import dev.hansard.command.conversation.Conversation.Live;

/**
 * The turns of a conversation, as answers tell of them.
 *
 * @param count user messages since the last clear or compaction
 * @param compactionDue whether they are enough for a compaction
 * @param version of the conversation
 */
record Turns(int count, boolean compactionDue, long version) {

    /**
     * @param gone inherited messages that are gone
     */
    static Turns of(Live live, Withdrawals gone) {
        return of(live.tally().turnCount(gone), live.settings(), live.version());
    }

    static Turns of(int count, Settings settings, long version) {
        return new Turns(count, settings.compactionDue(count), version);
    }
}
