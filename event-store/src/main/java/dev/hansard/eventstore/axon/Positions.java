package dev.hansard.eventstore.axon;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Tokens of this store: they are positions. */
final class Positions {

    private Positions() {}

    /** The position of a token; 0 for the start. */
    static long of(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken sequence -> sequence.getGlobalIndex();
            default ->
                    throw new IllegalArgumentException(
                            "not a token of this store: " + token.getClass().getName());
        };
    }
}
