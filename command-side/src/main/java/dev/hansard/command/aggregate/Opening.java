package dev.hansard.command.aggregate;

/** What came of a command that opens something. */
public enum Opening {
    /** It is new. */
    CREATED,
    /** It had expired and is back under its id. */
    REOPENED,
    /** It was there and is left as it is. */
    EXISTING
}
