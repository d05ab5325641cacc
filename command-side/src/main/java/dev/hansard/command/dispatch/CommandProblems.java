package dev.hansard.command.dispatch;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.errors.ProblemMapper;
import dev.hansard.eventstore.NotQuietException;
import dev.hansard.eventstore.OutcomeUnknownException;
import dev.hansard.eventstore.OverloadedException;
import dev.hansard.eventstore.StoreUnavailableException;

import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** What clients are told when a command could not be handled, though nothing is wrong with it. */
final class CommandProblems implements ProblemMapper {

    @Override
    public @Nullable Refusal map(Throwable failure) {
        return switch (failure) {
            case StoreUnavailableException e when e.busy() ->
                    Refusal.of(
                            ErrorCode.OVERLOADED,
                            "all connections to the store are in use; nothing was written");
            case StoreUnavailableException _ ->
                    Refusal.of(
                            ErrorCode.STORE_UNAVAILABLE,
                            "the store cannot be reached; nothing was written");
            case OutcomeUnknownException _ ->
                    Refusal.of(
                            ErrorCode.OUTCOME_UNKNOWN,
                            "the connection was lost around the commit; repeat the request with"
                                    + " the same Idempotency-Key");
            case OverloadedException _ ->
                    Refusal.of(
                            ErrorCode.OVERLOADED,
                            "too many commands are waiting; nothing was written");
            case LockAcquisitionFailedException _,
                    ConcurrencyException _,
                    AggregateStreamCreationException _,
                    NotQuietException _ ->
                    Refusal.of(
                            ErrorCode.OVERLOADED,
                            "too many commands want the same thing at once; nothing was written");
            default -> null;
        };
    }
}
