package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationCommand.AppendMessages;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.conversation.ConversationDefaults;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a command costs, in round trips to PostgreSQL. The last of each is its append. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundTripsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final RoundTrips SENT = new RoundTrips(DATABASE.anotherNode());
    private static final SettableClock CLOCK = new SettableClock();

    private static CommandNode node;
    private static int number;

    private final Api api = node.api();
    private final String user = "user-" + ++number;

    @BeforeAll
    static void start() {
        node = CommandNode.start(DATABASE.url(), CLOCK, Map.of("dataSource", SENT.dataSource()));
    }

    /** Two commits of its own, and the writer foresees the next one. */
    @BeforeEach
    void foresee() {
        open("before", "before", null);
        append("before");
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void a_session_of_a_new_user_takes_one_look_and_its_append() {
        assertThat(sent(() -> startSession("given-" + user))).hasSize(2);
    }

    @Test
    void a_session_of_a_user_who_is_not_in_memory_takes_one_look_more_for_the_session_before() {
        startSession("first-" + user);
        forget();

        assertThat(sent(() -> startSession("second-" + user))).hasSize(3);
    }

    @Test
    void a_session_of_a_user_in_memory_is_one_append_when_its_id_is_made_here() {
        http("/v1/sessions", "{\"userId\":\"%s\"}");

        assertThat(sent(() -> http("/v1/sessions", "{\"userId\":\"%s\"}"))).hasSize(1);
    }

    @Test
    void a_conversation_of_a_new_user_takes_one_look_and_its_append() {
        assertThat(sent(() -> open("of-" + user, user, null))).hasSize(2);
        assertThat(sent(() -> http("/v1/conversations", "{\"userId\":\"new-%s\"}"))).hasSize(2);
    }

    @Test
    void a_conversation_of_a_user_whose_key_is_in_memory_is_one_append() {
        http("/v1/sessions", "{\"userId\":\"%s\"}");

        assertThat(sent(() -> http("/v1/conversations", "{\"userId\":\"%s\"}"))).hasSize(1);
    }

    @Test
    void a_conversation_that_names_a_session_takes_a_look_at_that() {
        startSession("named-" + user);
        assertThat(sent(() -> open("first-" + user, user, "named-" + user))).hasSize(3);
        forget();
        assertThat(sent(() -> open("second-" + user, user, "named-" + user))).hasSize(2);
    }

    @Test
    void a_message_is_one_append_when_its_conversation_is_in_memory() {
        open("talk-" + user, user, null);
        assertThat(sent(() -> append("talk-" + user))).hasSize(1);
        forget();
        assertThat(sent(() -> append("talk-" + user))).hasSize(2);
    }

    @Test
    void a_key_against_repetition_costs_no_look() {
        http("/v1/sessions", "{\"userId\":\"%s\"}");
        Api keyed = api.with("Idempotency-Key", "key-of-" + user);
        String body = "{\"userId\":\"%s\"}".formatted(user);

        assertThat(sent(() -> keyed.post("/v1/sessions", body).expect(201))).hasSize(1);
        assertThat(keyed.post("/v1/sessions", body).expect(201).replayed()).isTrue();
    }

    private void http(String path, String body) {
        api.post(path, body.formatted(user)).expect(201);
    }

    /** After a commit of its own the writer foresees the next one, unless there is a pause. */
    private static List<String> sent(Runnable work) {
        append("before");
        return SENT.of(work);
    }

    private static void forget() {
        node.bean(Cache.class).removeAll();
    }

    private void startSession(String id) {
        send(
                new StartSession(
                        AggregateId.user("default", user),
                        id,
                        false,
                        Json.EMPTY_OBJECT,
                        Preferences.NONE_GIVEN,
                        Ttl.of(Duration.ofHours(1)),
                        ExpectedVersion.ANY,
                        CLOCK.instant()));
    }

    private static void open(String id, String user, @Nullable String session) {
        send(
                new OpenConversation(
                        AggregateId.conversation("default", id),
                        true,
                        user,
                        session,
                        Json.EMPTY_OBJECT,
                        null,
                        null,
                        null,
                        List.of(),
                        new ConversationDefaults(Ttl.of(Duration.ofHours(24)), 20, true),
                        ExpectedVersion.ANY,
                        CLOCK.instant()));
    }

    private static void append(String conversation) {
        var message =
                new NewMessage("m-" + ++number, Role.USER, Json.trusted("{\"role\":\"user\"}"));
        send(
                new AppendMessages(
                        AggregateId.conversation("default", conversation),
                        List.of(message),
                        ExpectedVersion.ANY,
                        CLOCK.instant()));
    }

    private static void send(Object command) {
        var _ = node.bean(Dispatcher.class).dispatch(Order.unanswered(command), Origin.SYSTEM);
    }
}
