package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A chat bot of a messenger keeps its users' sessions here, as it kept them in a file before. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatBotTest {

    private static final String OPERATOR = "operator-of-the-chat-bot";

    @TempDir private static Path directory;
    private static InProcessHansard hansard;

    /** What the bot does for the commands that its users type. */
    private record Bot(HansardClient hansard) {

        /** The user's session, made if there is none. */
        JsonNode session(String user) {
            Answer answer = hansard.put("/v1/users/" + user + "/session", "{\"ttl\":\"never\"}");
            assertThat(answer.status()).as(answer.body()).isIn(200, 201);
            return answer.json();
        }

        /** A line of the user and what the model says to it; tells whether to compact. */
        boolean talk(String user, String text, String reply) {
            String session = session(user).get("sessionId").asString();
            String opened =
                    "{\"userId\":\"%s\",\"sessionId\":\"%s\",\"ttl\":\"never\"}"
                            .formatted(user, session);
            hansard.put("/v1/conversations/" + session, opened);
            return hansard.append(
                            session,
                            Json.userMessage(text),
                            "{\"role\":\"assistant\",\"content\":" + Json.text(reply) + "}")
                    .expect(201)
                    .json()
                    .get("compactionDue")
                    .asBoolean();
        }

        /** {@code /status}. */
        JsonNode status(String user) {
            return hansard.get("/v1/users/" + user + "/session").expect(200).json();
        }

        /** {@code /clear}: the id of the session that is over. */
        String clear(String user) {
            String session = session(user).get("sessionId").asString();
            return hansard.delete("/v1/sessions/" + session)
                    .expect(200)
                    .json()
                    .get("sessionId")
                    .asString();
        }

        /** {@code /compact}, with a summary by the model. */
        void compact(String user, String summary) {
            String session = session(user).get("sessionId").asString();
            hansard.post(
                            "/v1/conversations/" + session + "/compact",
                            "{\"summary\":" + Json.text(summary) + "}")
                    .expect(204);
        }

        /** {@code /set}. */
        void prefer(String user, String preferences) {
            String session = session(user).get("sessionId").asString();
            hansard.patch("/v1/sessions/" + session, "{\"preferences\":" + preferences + "}")
                    .expect(204);
        }

        JsonNode window(String user) {
            String session = session(user).get("sessionId").asString();
            return hansard.get("/v1/conversations/" + session + "/window").expect(200).json();
        }
    }

    @BeforeAll
    static void start() {
        hansard =
                InProcessHansard.startIn(
                        directory.resolve("data"), "--hansard.admin-key=" + OPERATOR);
    }

    @AfterAll
    static void stop() {
        hansard.close();
    }

    private static HansardClient operatorOf(String tenant) {
        return hansard.client().withKey(OPERATOR).with("Hansard-Tenant", tenant);
    }

    /** A key for a bot of a tenant of its own. */
    private static String keyOf(String tenant) {
        return operatorOf(tenant)
                .post("/v1/admin/keys", "{\"role\":\"agent\",\"name\":\"the bot\"}")
                .expect(201)
                .json()
                .get("key")
                .asString();
    }

    private static Bot botWith(String key) {
        return new Bot(hansard.client().withKey(key));
    }

    @Test
    void its_users_days_go_as_before_and_a_restart_loses_nothing() {
        String key = keyOf("restarted");
        Bot bot = botWith(key);
        JsonNode first = bot.session("ann");
        assertThat(bot.session("ann").get("sessionId")).isEqualTo(first.get("sessionId"));
        assertThat(first.get("sessionId").asString()).matches("user_ann_[0-9a-f]{8}");

        for (int turn = 1; turn < 20; turn++) {
            assertThat(bot.talk("ann", "question " + turn, "answer " + turn)).isFalse();
        }
        assertThat(bot.talk("ann", "question 20", "answer 20")).isTrue();
        assertThat(bot.status("ann").get("turnCount").asInt()).isEqualTo(20);

        bot.compact("ann", "twenty questions");
        assertThat(bot.window("ann").get("summary").asString()).isEqualTo("twenty questions");
        assertThat(bot.window("ann").get("messages")).isEmpty();
        assertThat(bot.talk("ann", "question 21", "answer 21")).isFalse();

        JsonNode status = bot.status("ann");
        JsonNode window = bot.window("ann");
        hansard.close();
        start();
        bot = botWith(key);
        assertThat(bot.status("ann")).isEqualTo(status);
        assertThat(bot.window("ann")).isEqualTo(window);

        assertThat(bot.clear("ann")).isEqualTo(first.get("sessionId").asString());
        JsonNode fresh = bot.session("ann");
        assertThat(fresh.get("sessionId")).isNotEqualTo(first.get("sessionId"));
        assertThat(fresh.get("turnCount").asInt()).isZero();
    }

    @Test
    void two_users_are_apart_down_to_nested_preferences() {
        Bot bot = botWith(keyOf("apart"));
        bot.prefer("ann", "{\"voice\":{\"speed\":1.50,\"name\":\"alto\"}}");
        bot.prefer("ben", "{\"voice\":{\"speed\":2}}");
        bot.prefer("ann", "{\"voice\":{\"name\":null}}");
        bot.talk("ann", "a secret of ann's", "kept");

        assertThat(bot.status("ann").at("/preferences/voice").toString())
                .isEqualTo("{\"speed\":1.50}");
        assertThat(bot.status("ben").at("/preferences/voice").toString())
                .isEqualTo("{\"speed\":2}");
        assertThat(bot.hansard().get("/v1/users/ben/messages").data()).isEmpty();
        assertThat(bot.status("ben").toString()).doesNotContain("secret");
    }

    @Test
    void who_is_not_on_the_list_is_turned_away() {
        Bot bot = botWith(keyOf("listed"));
        operatorOf("listed")
                .put("/v1/admin/allowed-users", "{\"mode\":\"listed\",\"users\":[\"ann\"]}")
                .expect(204);

        bot.hansard().put("/v1/users/mallory/session", "{}").expectProblem(403, "user-not-allowed");
        bot.session("ann");
        assertThat(operatorOf("listed").get("/v1/sessions").expect(200).data()).hasSize(1);
    }

    @Test
    void sessions_that_nobody_used_for_seven_days_are_cleaned_away() {
        Bot bot = botWith(keyOf("stale"));
        String stale = bot.session("ann").get("sessionId").asString();
        hansard.clock().move(Duration.ofDays(6));
        String used = bot.session("ben").get("sessionId").asString();
        hansard.clock().move(Duration.ofDays(1));

        Answer cleaned =
                operatorOf("stale")
                        .post("/v1/admin/sessions/cleanup", "{\"inactiveFor\":\"P7D\"}")
                        .expect(200);

        assertThat(cleaned.json().get("expired").asInt()).isEqualTo(1);
        HansardClient reader = operatorOf("stale").after(cleaned);
        assertThat(statuses(reader))
                .containsExactlyInAnyOrder(stale + " expired", used + " active");
        assertThat(bot.session("ann").get("sessionId").asString()).isNotEqualTo(stale);
    }

    private static List<String> statuses(HansardClient reader) {
        return reader.get("/v1/sessions").expect(200).data().stream()
                .map(s -> s.get("sessionId").asString() + " " + s.get("status").asString())
                .toList();
    }
}
