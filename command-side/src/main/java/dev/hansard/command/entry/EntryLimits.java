package dev.hansard.command.entry;

/**
 * How much a command about entries may bring.
 *
 * @param valueBytes one value, in bytes of UTF-8
 * @param entriesPerCommand entries in one command
 */
public record EntryLimits(int valueBytes, int entriesPerCommand) {

    public static final EntryLimits DEFAULT = new EntryLimits(1024 * 1024, 1_000);
}
