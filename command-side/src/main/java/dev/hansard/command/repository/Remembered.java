package dev.hansard.command.repository;

/** An aggregate that can stay in memory, and whose state can be put down as a snapshot. */
public interface Remembered {

    /** The state, which never changes: an event makes another one. */
    Object state();

    /** Whether a snapshot may be made of the state. */
    default boolean canBePutDown() {
        return true;
    }

    /** Content in the state, in bytes of memory, near enough. */
    long contentBytes();
}
