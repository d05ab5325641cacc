package dev.hansard.eventstore;

import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.AppendContext.Quiet;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one command wants written: all of it or nothing.
 *
 * @param events in the order they shall have; may be empty
 * @param idempotency the key to check and to keep the answer under, if any
 * @param quiet contexts in which nothing may have happened since
 * @param answer to keep under the key
 * @param erases whose key is destroyed with it, if anybody's
 */
public record PendingAppend(
        List<PendingEvent> events,
        @Nullable Idempotency idempotency,
        List<Quiet> quiet,
        byte[] answer,
        @Nullable KeyOwner erases) {

    public PendingAppend(
            List<PendingEvent> events,
            @Nullable Idempotency idempotency,
            List<Quiet> quiet,
            byte[] answer) {
        this(events, idempotency, quiet, answer, null);
    }

    /** The one event that erases its user, or its tenant if it has none; it is kept in clear. */
    public static PendingAppend erasing(PendingEvent tombstone) {
        return new PendingAppend(
                List.of(tombstone),
                null,
                List.of(),
                new byte[0],
                KeyOwner.of(tombstone.tenant(), tombstone.userId()));
    }

    /** Events with the wishes of the command they come from. */
    public static PendingAppend of(List<PendingEvent> events, @Nullable AppendContext context) {
        return context == null
                ? new PendingAppend(events, null, List.of(), new byte[0])
                : new PendingAppend(
                        events, context.idempotency(), context.quiet(), context.answer());
    }
}
