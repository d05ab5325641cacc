package dev.hansard.command.session;

/**
 * How large things in a session may be.
 *
 * @param valueBytes one value of state, in bytes of UTF-8
 * @param stateBytes all values of state together, in bytes of UTF-8
 * @param stateKeys keys of state
 * @param metadataBytes the metadata after a merge, in bytes of UTF-8
 * @param preferencesBytes the preferences after a merge, in bytes of UTF-8
 */
public record SessionLimits(
        int valueBytes, int stateBytes, int stateKeys, int metadataBytes, int preferencesBytes) {

    public static final SessionLimits DEFAULT =
            new SessionLimits(256 * 1024, 1024 * 1024, 1_000, 16 * 1024, 16 * 1024);
}
