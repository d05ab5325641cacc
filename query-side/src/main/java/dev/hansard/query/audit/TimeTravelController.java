package dev.hansard.query.audit;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.session.SessionView;
import dev.hansard.api.state.KeyView;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.PageLimit;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.conversation.PastConversation;
import dev.hansard.query.conversation.PastConversations;
import dev.hansard.query.conversation.WindowLimits;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.Moment;
import dev.hansard.query.session.PastSessions;
import dev.hansard.query.value.PastValues;
import dev.hansard.query.value.TimedValue;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What live queries would have answered at a moment, named by a position or an instant. */
@RestController
final class TimeTravelController {

    private final Moments moments;
    private final PastConversations conversations;
    private final PastSessions sessions;
    private final PastUsers users;

    TimeTravelController(
            Moments moments,
            PastConversations conversations,
            PastSessions sessions,
            PastUsers users) {
        this.moments = moments;
        this.conversations = conversations;
        this.sessions = sessions;
        this.users = users;
    }

    @GetMapping("/v1/audit/conversations/{conversationId}")
    @Allowed(Permission.AUDIT)
    ResponseEntity<AsOfPosition<PastConversation>> conversation(
            QueryRequest query,
            @PathVariable String conversationId,
            PageRequest page,
            @RequestParam(required = false) @Nullable String at) {
        Moment moment = moments.find(query, at);
        return answer(moment, conversations.find(moment, query, conversationId, page));
    }

    @GetMapping("/v1/audit/conversations/{conversationId}/window")
    @Allowed(Permission.AUDIT)
    ResponseEntity<byte[]> window(
            QueryRequest query,
            @PathVariable String conversationId,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable Integer messages,
            @RequestParam(required = false) @Nullable Integer tokens,
            @RequestParam(required = false) @Nullable String system) {
        WindowLimits limits = conversations.limits(messages, tokens, system);
        Moment moment = moments.find(query, at);
        return Answers.json(
                moment.position(), conversations.window(moment, query, conversationId, limits));
    }

    @GetMapping("/v1/audit/sessions/{sessionId}")
    @Allowed(Permission.AUDIT)
    ResponseEntity<AsOfPosition<SessionView>> session(
            QueryRequest query,
            @PathVariable String sessionId,
            @RequestParam(required = false) @Nullable String at) {
        Moment moment = moments.find(query, at);
        return answer(moment, sessions.find(moment, query, sessionId));
    }

    @GetMapping("/v1/audit/users/{userId}")
    @Allowed(Permission.AUDIT)
    ResponseEntity<AsOfPosition<PastUser>> user(
            QueryRequest query,
            @PathVariable String userId,
            PageLimit limit,
            @RequestParam(required = false) @Nullable String at) {
        Moment moment = moments.find(query, at);
        return answer(moment, users.find(moment, query, userId, limit.limit()));
    }

    @GetMapping("/v1/audit/tables/{table}/{key}")
    @Allowed(Permission.AUDIT)
    ResponseEntity<AsOfPosition<KeyView>> entry(
            QueryRequest query,
            @PathVariable String table,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String at) {
        Moment moment = moments.find(query, at);
        TimedValue value =
                PastValues.of(moment)
                        .entry(AggregateId.entry(query.tenant(), table, key))
                        .filter(found -> found.isThere(moment.instant()))
                        .orElseThrow(
                                () -> Refusal.of(ErrorCode.NOT_FOUND, "the table had no such key"));
        return answer(moment, value.view(key));
    }

    private static <T> ResponseEntity<AsOfPosition<T>> answer(Moment moment, T live) {
        return Answers.at(moment.position(), new AsOfPosition<>(live, moment.position()));
    }
}
