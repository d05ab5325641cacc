package dev.hansard.edge.settings;

/**
 * The kinds of client JSON that have a size limit of their own; sizes are in {@link LimitSettings}.
 */
public enum Limit {
    MESSAGE,
    STATE_VALUE,
    PROFILE,
    METADATA,
    PREFERENCES,
    SUMMARY,
    TABLE_VALUE,
    RESULT,
    RESULT_REQUEST
}
