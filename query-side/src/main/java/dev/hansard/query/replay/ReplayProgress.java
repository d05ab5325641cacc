package dev.hansard.query.replay;

/** Is told page by page how far a replay is, and may end it by an exception. */
@FunctionalInterface
public interface ReplayProgress {

    /**
     * Takes note of it.
     *
     * @param position that was reached
     * @param of where the replay is to end, as far as is known
     */
    void at(long position, long of);
}
