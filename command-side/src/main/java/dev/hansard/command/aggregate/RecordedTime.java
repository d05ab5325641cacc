package dev.hansard.command.aggregate;

import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.AppendReceipt;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * The instant that the events of the running command got in the log. The store makes it while
 * appending, after the aggregate has already handled them with a time of this process: an aggregate
 * that stays in a cache would otherwise show other times than one that was loaded.
 */
public final class RecordedTime {

    private RecordedTime() {}

    /**
     * Hands the instant over once the events are on disk, before the aggregate's lock is released;
     * does nothing when none were appended.
     */
    public static void whenKnown(Consumer<Instant> action) {
        CurrentUnitOfWork.get()
                .afterCommit(
                        unitOfWork -> {
                            AppendContext context = AppendContext.current();
                            AppendReceipt receipt = context == null ? null : context.receipt();
                            if (receipt != null) {
                                action.accept(receipt.recordedAt());
                            }
                        });
    }
}
