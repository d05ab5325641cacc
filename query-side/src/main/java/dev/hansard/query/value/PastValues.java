package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.query.reading.Moment;

import java.util.List;
import java.util.Optional;

/**
 * What was remembered of users and what entries of tables held: found by what answers a miss of the
 * live view, in a log that ends at the moment. A user costs all that ever happened to the user by
 * then, an entry one look.
 */
public final class PastValues {

    /** The table has the places of now; others were there then. */
    static final ValuePlaces NO_PLACES =
            new ValuePlaces() {
                @Override
                public long position() {
                    return 0;
                }

                @Override
                public List<Long> positionsOf(AggregateId user) {
                    return List.of();
                }
            };

    private final ValueLoader loader;

    private PastValues(ValueLoader loader) {
        this.loader = loader;
    }

    /** Those of a moment. */
    public static PastValues of(Moment moment) {
        return new PastValues(new ValueLoader(moment.log(), NO_PLACES));
    }

    public UserValues user(AggregateId user) {
        return loader.user(user.toString()).orElse(UserValues.NONE);
    }

    /** What an entry held, its time over or not; empty if it was not there. */
    public Optional<TimedValue> entry(AggregateId entry) {
        return loader.entry(entry.toString()).map(EntryValue::value);
    }
}
