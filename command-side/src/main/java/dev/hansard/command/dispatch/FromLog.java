package dev.hansard.command.dispatch;

import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.eventstore.AppendReceipt;

/**
 * What a kept answer showed, made once more of the log: there is one for each type of aggregate
 * that an answer can show.
 */
public interface FromLog {

    /** The type of its aggregates. */
    String aggregateType();

    /**
     * The resource as the first answer showed it.
     *
     * @param receipt of the first answer
     * @throws dev.hansard.api.Refusal if what was shown has been deleted since
     */
    Object show(Opened answer, AppendReceipt receipt);
}
