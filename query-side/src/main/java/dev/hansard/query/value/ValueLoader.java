package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;

import java.util.List;
import java.util.Optional;

/**
 * Makes what is remembered of a user, or what an entry holds, anew from the log. The cost depends
 * on what is there and on what happened since the places were written, not on what there was.
 */
final class ValueLoader {

    private static final int PAGE = 500;

    private final EventLog log;
    private final ValuePlaces places;

    ValueLoader(EventLog log, ValuePlaces places) {
        this.log = log;
        this.places = places;
    }

    /**
     * @param entry Axon aggregate identifier
     * @return the entry as of its last event; empty if it was never put
     */
    Optional<EntryValue> entry(String entry) {
        return last(entry).map(EntryValue::of);
    }

    /**
     * @param user Axon aggregate identifier
     * @return what is remembered as of a position at or after the head when this was called; empty
     *     if nothing ever happened to the user
     */
    Optional<UserValues> user(String user) {
        AggregateId id = AggregateId.parse(user);
        // Places before the last event: so no place is ahead of the position that is claimed.
        long position = places.position();
        List<Long> present = places.positionsOf(id);
        long head = log.head();
        Optional<RecordedEvent> last = last(user);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        if (last.get().payload() instanceof UserErased) {
            throw new ErasedException(new KeyOwner(id.tenant(), id.id()));
        }
        long upTo = Math.max(head, last.get().position());
        UserValues values = UserValues.NONE;
        for (RecordedEvent recorded : log.at(present)) {
            values = values.after(recorded);
        }
        return Optional.of(catchUp(values, id, position, upTo).upTo(last.get().version(), upTo));
    }

    private UserValues catchUp(UserValues before, AggregateId user, long after, long upTo) {
        UserValues values = before;
        List<RecordedEvent> page = log.find(since(user, after), PAGE);
        while (!page.isEmpty()) {
            for (RecordedEvent recorded : page) {
                if (recorded.position() > upTo) {
                    return values;
                }
                values = values.after(recorded);
            }
            page = log.find(since(user, page.getLast().position()), PAGE);
        }
        return values;
    }

    private Optional<RecordedEvent> last(String aggregate) {
        return log.readAggregateBackward(aggregate, Long.MAX_VALUE, 1).stream().findFirst();
    }

    private static EventFilter since(AggregateId user, long after) {
        return new EventFilter(user.tenant(), null, user.toString(), null, List.of(), after, false);
    }
}
