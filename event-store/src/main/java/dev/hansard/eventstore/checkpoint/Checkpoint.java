package dev.hansard.eventstore.checkpoint;

/**
 * Up to where of the log a view is written down.
 *
 * @param view its name
 * @param format of its rows
 * @param position of the last event that is reflected, from 1
 * @param leaf of that event, which tells this log from any other
 */
public record Checkpoint(String view, int format, long position, byte[] leaf) {}
