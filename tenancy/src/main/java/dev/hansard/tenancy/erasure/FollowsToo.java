package dev.hansard.tenancy.erasure;

/**
 * Something that follows the log without a follower of this node's own, such as a table that one
 * node writes for all: no receipt is written before it has got that far.
 */
@FunctionalInterface
public interface FollowsToo {

    /** Up to where it has read. */
    long position();
}
