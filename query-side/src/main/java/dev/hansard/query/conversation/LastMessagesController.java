package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.PageLimit;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.JsonBytes;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.session.SessionReader;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** The last messages over all live conversations: what an agent reads on entry. */
@RestController
final class LastMessagesController {

    private final ViewGate gate;
    private final RecentMessageReader recent;
    private final SessionReader sessions;

    LastMessagesController(ViewGate gate, RecentMessageReader recent, SessionReader sessions) {
        this.gate = gate;
        this.recent = recent;
        this.sessions = sessions;
    }

    @GetMapping("/v1/users/{userId}/messages")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> ofUser(
            QueryRequest query, @PathVariable String userId, PageLimit limit) {
        query.caller().checkUser(userId);
        long position = gate.await(query);
        String user = AggregateId.user(query.tenant(), userId).toString();
        return answer(position, recent.lastMessages(user, limit.limit(), position));
    }

    @GetMapping("/v1/sessions/{sessionId}/messages")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> ofSession(
            QueryRequest query, @PathVariable String sessionId, PageLimit limit) {
        sessions.requireVisible(query, sessionId);
        long position = gate.await(query);
        String session = AggregateId.session(query.tenant(), sessionId).toString();
        return answer(position, recent.lastMessages(session, limit.limit(), position));
    }

    private static ResponseEntity<byte[]> answer(long position, List<Message> messages) {
        return Answers.json(
                position,
                new JsonBytes(1_024)
                        .add("{\"data\":")
                        .addArray(messages, Message::json)
                        .add("}")
                        .toBytes());
    }
}
