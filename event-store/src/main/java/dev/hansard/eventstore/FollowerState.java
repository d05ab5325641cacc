package dev.hansard.eventstore;

/** How a {@link LogFollower} is doing. */
public sealed interface FollowerState {

    /** It has not reached the log's head of the moment. */
    record CatchingUp() implements FollowerState {}

    /** It waits for new events. */
    record Live() implements FollowerState {}

    /**
     * The view threw; the follower tries again, from where the view says.
     *
     * @param reason class of the exception: no content
     */
    record Failing(String reason) implements FollowerState {}

    /**
     * It stands before an event that cannot be read, for good.
     *
     * @param position of that event
     * @param type of that event
     */
    record Stopped(long position, String type, String reason) implements FollowerState {}

    /** It was closed, or not yet started. */
    record Idle() implements FollowerState {}
}
