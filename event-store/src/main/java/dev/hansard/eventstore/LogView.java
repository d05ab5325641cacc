package dev.hansard.eventstore;

import java.util.List;

/**
 * Something that is a function of the log: it is given every event once, in order. Driven by a
 * {@code LogFollower}, from one thread at a time.
 */
public interface LogView {

    /** Short and stable: for health, logs and metrics. */
    String name();

    /**
     * Where to begin, called before the first event and again after a failure.
     *
     * @return the position already reflected; 0 to see the whole log
     */
    long resumeAfter();

    /**
     * Takes the next events in. Either all of the batch is reflected afterwards, or the call throws
     * and none need be: the follower asks {@link #resumeAfter} and delivers from there.
     *
     * @throws UnreadableRecordException to stop at an event that cannot be read
     */
    void apply(List<RecordedEvent> batch);

    /**
     * Takes the next events in as {@link #apply} does, while more are at hand, which come at once:
     * a view may put off what it has to do for them. The last of them come by {@link #apply}.
     *
     * @return the last position that is reflected afterwards
     */
    default long gather(List<RecordedEvent> batch) {
        apply(batch);
        return batch.getLast().position();
    }
}
