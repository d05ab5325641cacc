package dev.hansard.query.cache;

/** Something that is true up to a position of the log. */
public interface AsOf {

    long position();
}
