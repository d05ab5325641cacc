package dev.hansard.api;

/**
 * The version of something that a client has seen, from {@code If-Match} or {@code If-None-Match}:
 * the number of events of an aggregate, or the version at which a key last changed.
 */
public sealed interface ExpectedVersion {

    /** Nothing was said: a command never conflicts. */
    Any ANY = new Any();

    record Any() implements ExpectedVersion {}

    /** {@code If-Match: *}. */
    record Exists() implements ExpectedVersion {}

    /** {@code If-None-Match: *}. */
    record Absent() implements ExpectedVersion {}

    /** {@code If-Match: "version"}. */
    record Exactly(long version) implements ExpectedVersion {}

    /**
     * Refuses when something is not at this version.
     *
     * @param actual the present version; 0 when it does not exist
     * @throws Refusal {@link ErrorCode#VERSION_MISMATCH}
     */
    default void check(long actual) {
        boolean met =
                switch (this) {
                    case Any any -> true;
                    case Exists exists -> actual > 0;
                    case Absent absent -> actual == 0;
                    case Exactly exactly -> actual == exactly.version;
                };
        if (!met) {
            throw Refusal.of(
                    ErrorCode.VERSION_MISMATCH,
                    actual == 0 ? "it does not exist" : "it is at version " + actual);
        }
    }
}
