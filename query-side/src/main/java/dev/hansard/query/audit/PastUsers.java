package dev.hansard.query.audit;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionView;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.query.conversation.PastConversations;
import dev.hansard.query.reading.Moment;
import dev.hansard.query.session.PastSessions;
import dev.hansard.query.value.PastValues;
import dev.hansard.query.value.StateView;
import dev.hansard.query.value.UserValues;

import java.util.List;

/** Puts together what was known of users at moments. */
final class PastUsers {

    private final PastConversations conversations;
    private final PastSessions sessions;

    PastUsers(PastConversations conversations, PastSessions sessions) {
        this.conversations = conversations;
        this.sessions = sessions;
    }

    /**
     * @param limit the most sessions, windows and messages
     * @throws Refusal {@code not-found} if nothing had happened to the user yet
     */
    PastUser find(Moment moment, QueryRequest query, String userId, int limit) {
        query.caller().checkUser(userId);
        AggregateId user = AggregateId.user(query.tenant(), userId);
        requireKnown(moment, user);
        UserValues values = PastValues.of(moment).user(user);
        List<SessionView> begun = sessions.ofUser(moment, user, limit + 1);
        List<Json> windows = conversations.windows(moment, user, limit + 1);
        boolean more = begun.size() > limit || windows.size() > limit;
        return new PastUser(
                userId,
                values.profile() == null ? null : values.profile().json(),
                StateView.of(values.state(), moment.instant()).data(),
                begun.stream().limit(limit).toList(),
                windows.stream().limit(limit).toList(),
                conversations.lastMessages(moment, user, limit),
                more ? true : null);
    }

    private static void requireKnown(Moment moment, AggregateId user) {
        var any = new EventFilter(user.tenant(), user.id(), null, null, List.of(), null, false);
        if (moment.log().find(any, 1).isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "nothing had happened to the user yet");
        }
    }
}
