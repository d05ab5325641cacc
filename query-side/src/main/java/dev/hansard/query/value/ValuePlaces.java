package dev.hansard.query.value;

import dev.hansard.api.AggregateId;

import java.util.List;

/** Where values stand in the log, as of some earlier moment. */
interface ValuePlaces {

    /** A position that everything asked for afterwards reflects. */
    long position();

    /** Positions of what is remembered of a user, in no order. */
    List<Long> positionsOf(AggregateId user);
}
