package dev.hansard.query.audit;

import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionView;
import dev.hansard.api.state.KeyView;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A user as a whole at a moment: what an agent could see.
 *
 * @param profile absent if there was none
 * @param state keys whose time was not over, in the order of the keys
 * @param sessions whatever had become of them, those that began last first
 * @param windows of the live conversations, those that began last first
 * @param messages the last over all live conversations, oldest first
 * @param truncated true if there were more sessions or live conversations than are shown
 */
record PastUser(
        String userId,
        @Nullable Json profile,
        List<KeyView> state,
        List<SessionView> sessions,
        List<Json> windows,
        List<Json> messages,
        @Nullable Boolean truncated) {}
