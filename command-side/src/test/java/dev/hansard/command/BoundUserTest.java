package dev.hansard.command;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.edge.access.Credential;
import dev.hansard.edge.access.Credentials;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** A credential that is bound to one user: nothing of another's is there, in whatever state. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BoundUserTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    /** Each key is the name of the user it is bound to. */
    private static final Credentials KEYS =
            user -> new Credential("key-" + user, AccessRole.AGENT, "acme", user);

    private static CommandNode node;
    private static Api ann;
    private static Api bob;

    @BeforeAll
    static void start() {
        node =
                CommandNode.start(
                        DATABASE.url(),
                        new SettableClock(),
                        Map.of("keys", KEYS),
                        "hansard.admin-key=any");
        ann = node.api().with("Authorization", "Bearer ann");
        bob = node.api().with("Authorization", "Bearer bob");
        ann.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"former\"}").expect(201);
        ann.post("/v1/sessions", "{\"userId\":\"ann\",\"sessionId\":\"live\"}").expect(201);
        ann.put(
                        "/v1/conversations/live",
                        """
                        {"userId":"ann","sessionId":"live",
                         "messages":[{"role":"user","messageId":"m"}]}""")
                .expect(201);
        ann.put("/v1/conversations/deleted", "{\"userId\":\"ann\"}").expect(201);
        ann.delete("/v1/conversations/deleted").expect(204);
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void another_user_is_not_there() {
        bob.post("/v1/sessions", "{\"userId\":\"ann\"}").refused(404, ErrorCode.NOT_FOUND);
        bob.put("/v1/users/ann/session", "{}").refused(404, ErrorCode.NOT_FOUND);
        bob.post("/v1/conversations", "{\"userId\":\"ann\"}").refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void sessions_of_another_user_are_not_there() {
        for (String session : new String[] {"live", "former"}) {
            String path = "/v1/sessions/" + session;
            bob.patch(path, "{}").refused(404, ErrorCode.NOT_FOUND);
            bob.put(path + "/state/k", "{\"value\":1}").refused(404, ErrorCode.NOT_FOUND);
            bob.with("If-Match", "\"9\"").post(path + "/reset").refused(404, ErrorCode.NOT_FOUND);
            bob.delete(path).refused(404, ErrorCode.NOT_FOUND);
            bob.post("/v1/sessions", "{\"userId\":\"bob\",\"sessionId\":\"%s\"}".formatted(session))
                    .refused(404, ErrorCode.NOT_FOUND);
            bob.post(
                            "/v1/conversations",
                            "{\"userId\":\"bob\",\"sessionId\":\"%s\"}".formatted(session))
                    .refused(404, ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void conversations_of_another_user_are_not_there() {
        for (String conversation : new String[] {"live", "deleted"}) {
            String path = "/v1/conversations/" + conversation;
            bob.put(path, "{\"userId\":\"bob\"}").refused(404, ErrorCode.NOT_FOUND);
            bob.post(path + "/messages", "{\"messages\":[{\"role\":\"user\"}]}")
                    .refused(404, ErrorCode.NOT_FOUND);
            bob.delete(path + "/messages/m").refused(404, ErrorCode.NOT_FOUND);
            bob.post(path + "/clear").refused(404, ErrorCode.NOT_FOUND);
            bob.post(path + "/fork").refused(404, ErrorCode.NOT_FOUND);
            bob.patch(path, "{}").refused(404, ErrorCode.NOT_FOUND);
            bob.delete(path).refused(404, ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void what_is_remembered_of_another_user_is_not_there() {
        ann.put("/v1/users/ann/profile", "{}").expect(204);
        ann.put("/v1/users/ann/state/k", "{\"value\":1}").expect(204);

        bob.put("/v1/users/ann/profile", "{}").refused(404, ErrorCode.NOT_FOUND);
        bob.patch("/v1/users/ann/profile", "{}").refused(404, ErrorCode.NOT_FOUND);
        bob.with("If-Match", "\"9\"")
                .delete("/v1/users/ann/profile")
                .refused(404, ErrorCode.NOT_FOUND);
        bob.put("/v1/users/ann/state/k", "{\"value\":1}").refused(404, ErrorCode.NOT_FOUND);
        bob.patch("/v1/users/ann/state", "{}").refused(404, ErrorCode.NOT_FOUND);
        bob.delete("/v1/users/ann/state/k").refused(404, ErrorCode.NOT_FOUND);
    }

    @Test
    void tables_belong_to_all_users() {
        ann.put("/v1/tables/shared/k", "{\"value\":1}").expect(204);
        bob.with("If-Match", "\"1\"").put("/v1/tables/shared/k", "{\"value\":2}").expect(204);
    }

    @Test
    void the_answer_to_another_user_is_not_repeated() {
        String path = "/v1/conversations/live/messages";
        String body = "{\"messages\":[{\"role\":\"user\"}]}";
        ann.with("Idempotency-Key", "shared").post(path, body).expect(201);

        bob.with("Idempotency-Key", "shared")
                .post(path, body)
                .refused(422, ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void its_own_things_are_there() {
        bob.put("/v1/users/bob/session", "{}").expect(201);
        bob.put("/v1/users/bob/profile", "{}").expect(204);
        bob.put("/v1/conversations/of-bob", "{\"userId\":\"bob\"}").expect(201);
        bob.post("/v1/conversations/of-bob/messages", "{\"messages\":[{\"role\":\"user\"}]}")
                .expect(201);
    }

    @Test
    void an_agent_may_not_clean_up() {
        bob.post("/v1/admin/sessions/cleanup", "{\"inactiveFor\":\"PT1H\"}")
                .refused(403, ErrorCode.FORBIDDEN);
    }
}
