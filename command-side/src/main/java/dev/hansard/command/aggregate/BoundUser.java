package dev.hansard.command.aggregate;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

import java.util.Optional;

/**
 * The wall around a sender that may see one user only: what belongs to another is not there for it,
 * whatever state it is in. Looked at before anything is decided, so that no other refusal gives the
 * existence of a thing away.
 */
public final class BoundUser {

    /** Metadata of a command: the only user its sender may see. Absent when it may see all. */
    public static final String KEY = "boundUser";

    private BoundUser() {}

    /**
     * Checks the sender of the running command.
     *
     * @param owner whose the thing is; empty if it does not exist
     * @throws Refusal {@code not-found} if it is another's
     */
    public static void check(Optional<String> owner) {
        Object bound = CurrentUnitOfWork.get().getMessage().getMetaData().get(KEY);
        if (bound != null && owner.isPresent() && !bound.equals(owner.get())) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no such thing for this credential");
        }
    }
}
