package dev.hansard.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.conversation.Role;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonCodec;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Talk;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days of a user are lived through, and after each step all that can be read live is recorded. What
 * is answered about any of these moments afterwards is what was answered then.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeTravelTest {

    private static final List<String> TALKS = List.of("trip", "chat");
    private static final List<String> WINDOWS =
            List.of(
                    "/window",
                    "/window?messages=2",
                    "/window?tokens=40",
                    "/window?messages=3&system=keep");
    private static final List<String> SESSIONS = List.of("desk", "sofa");
    private static final List<String> ENTRIES = List.of("SK4035", "SK1");

    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-01-01T09:00:00Z"));

    private static final List<Recording> RECORDED = new ArrayList<>();

    private static TestDatabase database;
    private static RunningQueryService service;
    private static Tenant tenant;

    @BeforeAll
    static void liveThroughIt() {
        database = TestDatabase.create();
        service = RunningQueryService.on(database, CLOCK);
        tenant = new Tenant("travelled", new LogWriter(database.dataSource(), CLOCK), service);
        step(() -> tenant.user("ben", new ProfileSet(Json.trusted("{}"))));
        step(() -> tenant.session("desk", "ann"));
        step(() -> tenant.state("desk", "ann", "flow", "{\"n\":1.10}", null));
        step(() -> tenant.state("desk", "ann", "code", "7", in(Duration.ofSeconds(3))));
        step(() -> tenant.user("ann", new ProfileSet(Json.trusted("{\"name\":\"Ann\"}"))));
        step(() -> tenant.user("ann", userState("brief", in(Duration.ofSeconds(3)))));
        step(() -> tenant.user("ann", userState("plan", null)));
        step(() -> tenant.put("flights", "SK4035", "\"09:10\"", in(Duration.ofSeconds(4))));
        step(() -> tenant.put("flights", "SK1", "{}", null));
        step(() -> tenant.session("desk", "ann", new StateExpired("code")));
        talks();
        step(() -> tenant.put("flights", "SK1", "{\"gate\":4}", null));
        step(() -> tenant.entry("flights", "SK1", new EntryRemoved()));
        step(() -> tenant.user("ann", new ProfileSet(Json.trusted("{\"name\":\"A.\"}"))));
        step(() -> tenant.user("ann", new UserStateRemoved("plan")));
        step(() -> tenant.user("ann", new ProfileRemoved()));
        CLOCK.move(Duration.ofSeconds(1));
    }

    private static void talks() {
        Talk[] talk = new Talk[2];
        step(() -> talk[0] = tenant.talk("trip", "ann", "desk"));
        step(() -> talk[0].says(Role.SYSTEM, "{\"role\":\"system\",\"content\":\"Be kind.\"}"));
        step(() -> talk[0].saysTimes(3));
        step(
                () ->
                        talk[0].says(
                                Role.ASSISTANT,
                                "{\"role\":\"assistant\",\"content\":null,"
                                        + "\"tool_calls\":[{\"id\":\"c1\"}]}"));
        step(() -> talk[0].says("and something came between"));
        step(() -> talk[1] = tenant.talk("chat", "ann", null));
        step(() -> talk[1].saysTimes(23));
        step(() -> tenant.session("desk", "ann", new SessionReset()));
        step(() -> talk[0].removes(2));
        step(() -> talk[0].compacts("they met", 2));
        step(() -> talk[0].says("after that"));
        step(() -> talk[0].undoes());
        step(() -> talk[1].removes(23));
        step(() -> tenant.session("desk", "ann", new MetadataSet(Json.trusted("[]"), null)));
        step(() -> talk[1].clears());
        step(() -> talk[1].says("once more"));
        step(() -> talk[0].expires());
        step(() -> tenant.session("desk", "ann", new SessionExpired(CLOCK.instant())));
        step(() -> tenant.session("sofa", "ann"));
        step(() -> talk[0].reopens("sofa"));
        step(() -> talk[0].says("here again"));
        step(() -> talk[1].deletes());
        step(() -> tenant.session("sofa", "ann", new SessionEnded(Reason.REQUESTED)));
    }

    @AfterAll
    static void stop() {
        service.close();
        database.close();
    }

    @Test
    void a_conversation_is_what_it_was_with_the_history_it_had() {
        for (Recording then : RECORDED) {
            for (String talk : TALKS) {
                String path = "/v1/conversations/" + talk;
                Answer now = asOf(path, "?limit=1000&at=" + then.position());
                String messages =
                        then.of(path).status() == 200
                                ? ",\"messages\":"
                                        + then.list(path + "/messages?limit=1000")
                                        + ",\"hasMore\":false,\"next\":null"
                                : "";
                then.sameAs(path, now, messages);
            }
        }
    }

    @Test
    void a_window_is_what_an_agent_saw() {
        for (Recording then : RECORDED) {
            for (String talk : TALKS) {
                for (String window : WINDOWS) {
                    String path = "/v1/conversations/" + talk + window;
                    String at = (window.contains("?") ? "&at=" : "?at=") + then.position();
                    then.sameAs(path, asOf(path, at), "");
                }
            }
        }
    }

    @Test
    void a_session_is_what_it_was_with_the_state_whose_time_was_not_over() {
        for (Recording then : RECORDED) {
            for (String session : SESSIONS) {
                String path = "/v1/sessions/" + session;
                then.sameAs(path, asOf(path, "?at=" + then.position()), "");
            }
        }
    }

    @Test
    void an_entry_is_what_it_was() {
        for (Recording then : RECORDED) {
            for (String key : ENTRIES) {
                String path = "/v1/tables/flights/" + key;
                then.sameAs(path, asOf(path, "?at=" + then.position()), "");
            }
        }
    }

    @Test
    void a_user_is_all_that_an_agent_could_see() {
        RECORDED.stream().skip(1).forEach(TimeTravelTest::compareUser);
    }

    @Test
    void an_instant_is_answered_as_the_last_position_recorded_by_then() {
        for (Recording then : RECORDED) {
            for (String path : List.of("/v1/conversations/trip", "/v1/sessions/desk")) {
                Answer byPosition = asOf(path, "?at=" + then.position());
                for (Instant instant : List.of(then.instant(), then.instant().plusNanos(1_000))) {
                    Answer byInstant = asOf(path, "?at=" + instant);
                    assertThat(byInstant.status()).isEqualTo(byPosition.status());
                    if (byPosition.status() == 200) {
                        assertThat(byInstant.body()).isEqualTo(byPosition.body());
                    }
                }
            }
        }
    }

    private static void compareUser(Recording then) {
        Answer now = asOf("/v1/users/ann", "?at=" + then.position()).ok();
        JsonNode user = tree(now.body());
        Answer profile = then.of("/v1/users/ann/profile");

        assertThat(user.path("profile"))
                .isEqualTo(
                        profile.status() == 200
                                ? tree(profile.body()).path("profile")
                                : tree("{}").path("profile"));
        assertThat(user.path("state")).isEqualTo(tree(then.list("/v1/users/ann/state")));
        assertThat(user.path("messages")).isEqualTo(tree(then.list("/v1/users/ann/messages")));
        assertThat(texts(user.path("sessions")))
                .isEqualTo(texts(tree(then.list("/v1/sessions?userId=ann"))));
        Set<String> windows = new TreeSet<>();
        for (JsonNode living : tree(then.list("/v1/conversations?userId=ann&status=active"))) {
            String id = living.path("conversationId").asString();
            windows.add(tree(then.of("/v1/conversations/" + id + "/window").body()).toString());
        }
        assertThat(texts(user.path("windows"))).isEqualTo(windows);
        assertThat(user.has("truncated")).isFalse();
        assertThat(user.path("position").asLong()).isEqualTo(then.position());
    }

    /** A second passes, something happens, and is looked at before any more time has passed. */
    private static void step(Runnable something) {
        CLOCK.move(Duration.ofSeconds(1));
        something.run();
        List<String> paths = new ArrayList<>();
        for (String talk : TALKS) {
            String path = "/v1/conversations/" + talk;
            paths.addAll(List.of(path, path + "/messages?limit=1000"));
            WINDOWS.forEach(window -> paths.add(path + window));
        }
        SESSIONS.forEach(session -> paths.add("/v1/sessions/" + session));
        ENTRIES.forEach(key -> paths.add("/v1/tables/flights/" + key));
        paths.addAll(
                List.of(
                        "/v1/users/ann/profile",
                        "/v1/users/ann/state",
                        "/v1/users/ann/messages",
                        "/v1/sessions?userId=ann",
                        "/v1/conversations?userId=ann&status=active"));
        RECORDED.add(Recording.of(tenant, CLOCK.instant(), paths));
    }

    private static Answer asOf(String path, String at) {
        return tenant.get(path.replace("/v1/", "/v1/audit/") + at);
    }

    private static UserStateSet userState(String key, Instant expiresAt) {
        return new UserStateSet(key, expiresAt, Json.trusted("{\"of\":\"" + key + "\"}"));
    }

    private static Instant in(Duration time) {
        return CLOCK.instant().plus(time);
    }

    private static JsonNode tree(String json) {
        return JsonCodec.mapper().readTree(json);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.toString()));
        return texts;
    }
}
