package dev.hansard.command.aggregate;

import dev.hansard.edge.access.Caller;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

import java.util.Optional;

/**
 * The wall around a sender that may see one user only, and around users that may not come in: what
 * belongs to another is not there for it, whatever state it is in. Looked at before anything is
 * decided, so that no other refusal gives the existence of a thing away.
 */
public final class BoundUser {

    /** Metadata of a command: its {@link Caller}. Absent when the server itself sends it. */
    public static final String CALLER = "caller";

    private BoundUser() {}

    /**
     * Checks the sender of the running command.
     *
     * @param owner whose the thing is; empty if it does not exist
     * @throws dev.hansard.api.Refusal {@code not-found} if it is another's, {@code
     *     user-not-allowed} if its owner may not come in
     */
    public static void check(Optional<String> owner) {
        if (CurrentUnitOfWork.get().getMessage().getMetaData().get(CALLER)
                instanceof Caller caller) {
            owner.ifPresent(caller::checkUser);
        }
    }
}
