package dev.hansard.tenancy.erasure;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;

import java.util.Optional;

/**
 * Who was erased, told by an event's type: no payload is read for it, so an event that cannot be
 * read stops only those who need what is in it.
 */
public final class ErasedOwner {

    private static final String USER = storedName(UserErased.class);
    private static final String TENANT = storedName(TenantErased.class);

    private ErasedOwner() {}

    /** The user or tenant whose erasure this event is; empty for every other event. */
    public static Optional<KeyOwner> of(RecordedEvent recorded) {
        if (recorded.type().equals(TENANT)) {
            return Optional.of(KeyOwner.tenant(recorded.tenant()));
        }
        return recorded.type().equals(USER)
                ? Optional.of(
                        KeyOwner.of(
                                recorded.tenant(), AggregateId.parse(recorded.aggregateId()).id()))
                : Optional.empty();
    }

    private static String storedName(Class<?> type) {
        return EventFormat.CURRENT.typeOf(type).storedName();
    }
}
