package dev.hansard.command.state;

/**
 * How large the state of one session or user may be.
 *
 * @param valueBytes one value, in bytes of UTF-8
 * @param totalBytes all values together, in bytes of UTF-8
 * @param keys how many
 */
public record StateLimits(int valueBytes, int totalBytes, int keys) {

    public static final StateLimits DEFAULT = new StateLimits(256 * 1024, 1024 * 1024, 1_000);
}
