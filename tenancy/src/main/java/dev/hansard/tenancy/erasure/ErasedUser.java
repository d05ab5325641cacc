package dev.hansard.tenancy.erasure;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.eventstore.RecordedEvent;

import java.util.Optional;

/**
 * Who was erased, told by an event's type: no payload is read for it, so an event that cannot be
 * read stops only those who need what is in it.
 */
public final class ErasedUser {

    private static final String TYPE = EventFormat.CURRENT.typeOf(UserErased.class).storedName();

    private ErasedUser() {}

    /** The user whose erasure this event is; empty for every other event. */
    public static Optional<AggregateId> of(RecordedEvent recorded) {
        return recorded.type().equals(TYPE)
                ? Optional.of(AggregateId.parse(recorded.aggregateId()))
                : Optional.empty();
    }
}
