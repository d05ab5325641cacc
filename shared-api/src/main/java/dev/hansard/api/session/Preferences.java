package dev.hansard.api.session;

import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonMembers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

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

    private static final String AUTO_COMPACT = "autoCompact";
    private static final String SHOW_TRANSCRIPTION = "showTranscription";
    private static final String MAX_TURNS = "maxTurnsBeforeCompact";

    private static final Json NULL = Json.trusted("null");
    private static final Pattern UP_TO_SIX_DIGITS = Pattern.compile("[0-9]{1,6}");

    /**
     * Reads the known ones among those given; what is absent or null has its default.
     *
     * @param given a JSON object
     * @throws Refusal {@code invalid-request} at {@code /preferences/<name>} if a known one has a
     *     value it cannot have
     */
    public static Preferences of(Json given) {
        Map<String, Json> members = JsonMembers.of(given);
        return new Preferences(
                flag(AUTO_COMPACT, members, DEFAULT.autoCompact),
                flag(SHOW_TRANSCRIPTION, members, DEFAULT.showTranscription),
                turns(members));
    }

    /**
     * What clients see: every known preference, given or by default, then the others as given.
     *
     * @param given a JSON object
     */
    public static Json withDefaults(Json given) {
        Preferences known = of(given);
        Map<String, Json> shown = new LinkedHashMap<>();
        shown.put(AUTO_COMPACT, json(known.autoCompact));
        shown.put(SHOW_TRANSCRIPTION, json(known.showTranscription));
        shown.put(MAX_TURNS, json(known.maxTurnsBeforeCompact));
        JsonMembers.of(given).forEach(shown::putIfAbsent);
        return JsonMembers.join(shown);
    }

    private static boolean flag(String name, Map<String, Json> members, boolean byDefault) {
        String value = members.getOrDefault(name, NULL).toString();
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> byDefault;
            default -> throw Refusal.invalid("/preferences/" + name, "must be true or false");
        };
    }

    private static int turns(Map<String, Json> members) {
        Json value = members.getOrDefault(MAX_TURNS, NULL);
        if (value.equals(NULL)) {
            return DEFAULT.maxTurnsBeforeCompact;
        }
        String text = value.toString();
        int turns = UP_TO_SIX_DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        checkTurns("/preferences/" + MAX_TURNS, turns);
        return turns;
    }

    /**
     * Refuses a number of turns that no conversation can have as its limit.
     *
     * @param pointer where the number stands in the request
     */
    public static void checkTurns(String pointer, int turns) {
        if (turns < 1 || turns > MAX_TURNS_LIMIT) {
            throw Refusal.invalid(pointer, "must be an integer from 1 to " + MAX_TURNS_LIMIT);
        }
    }

    private static Json json(Object value) {
        return Json.trusted(value.toString());
    }
}
