package dev.hansard.api.session;

import dev.hansard.api.json.Json;

/**
 * The known preferences of a session.
 *
 * @param autoCompact whether its conversations ever call compaction due; default true
 * @param showTranscription whether the agent shows what it understood; default true
 * @param maxTurnsBeforeCompact turns after which compaction is due, 1 to 100,000; default 20
 */
public record Preferences(
        boolean autoCompact, boolean showTranscription, int maxTurnsBeforeCompact) {

    public static final Preferences DEFAULT = new Preferences(true, true, 20);

    /** The largest {@link #maxTurnsBeforeCompact}. */
    public static final int MAX_TURNS_LIMIT = 100_000;

    /** Nothing given: every preference at its default. */
    public static final Json NONE_GIVEN = Json.EMPTY_OBJECT;
}
