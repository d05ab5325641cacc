package dev.hansard.query.conversation;

import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Withdrawals;

/**
 * What a conversation in memory knows of the messages it inherited.
 *
 * @param withdrawals those that their origins have removed since
 * @param asOf position of the log up to which these are known
 */
record Inherited(Inheritance inheritance, Withdrawals withdrawals, long asOf) {

    static final Inherited NONE = new Inherited(Inheritance.NONE, Withdrawals.NONE, 0);

    /** That of a fork which was just made: nobody has looked yet what is gone. */
    static Inherited unseen(Inheritance inheritance) {
        return inheritance.origins().isEmpty()
                ? NONE
                : new Inherited(inheritance, Withdrawals.NONE, 0);
    }

    /** Bytes in memory, near enough. */
    long weight() {
        return 200L * inheritance.origins().size() + 100 * withdrawals.messages();
    }
}
