package dev.hansard.command.session;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.session.Desk.CREATED;
import static dev.hansard.command.session.Desk.HOUR;
import static dev.hansard.command.session.Desk.T;
import static dev.hansard.command.session.Desk.after;
import static dev.hansard.command.session.Desk.end;
import static dev.hansard.command.session.Desk.expire;
import static dev.hansard.command.session.Desk.expireState;
import static dev.hansard.command.session.Desk.json;
import static dev.hansard.command.session.Desk.open;
import static dev.hansard.command.session.Desk.patch;
import static dev.hansard.command.session.Desk.patchState;
import static dev.hansard.command.session.Desk.remove;
import static dev.hansard.command.session.Desk.reset;
import static dev.hansard.command.session.Desk.set;
import static dev.hansard.command.session.Desk.setting;
import static dev.hansard.command.session.Desk.stateSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.ExpectedVersion.Exists;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.api.session.SessionCommand.PatchSession;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.command.state.StateLimits;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** The rules of a session as a whole; those of its state are in {@link SessionStateTest}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionDeciderTest {

    private static final SessionLimits LIMITS =
            new SessionLimits(new StateLimits(100, 100, 10), 20, 80);

    private final SessionDecider decider = new SessionDecider(LIMITS);

    private List<SessionEvent> decide(SessionCommand command, Session state) {
        return decider.decide(command, state);
    }

    /** Every command but opening and expiring. */
    static Stream<SessionCommand> everyOtherCommand() {
        return Stream.of(
                set("k", "1", null),
                remove("k"),
                patchState(setting("k", "1")),
                patch("{}", null, null),
                reset(),
                end());
    }

    @Nested
    class One_that_was_never_there {

        private final Session state = Session.NOT_CREATED;

        @Test
        void is_created_with_what_was_said() {
            Json preferences = json("{\"autoCompact\":false,\"tone\":null}");

            assertThat(decide(open("ann", json("{\"a\":1}"), preferences), state))
                    .containsExactly(
                            new SessionCreated("ann", json("{\"a\":1}"), preferences, HOUR));
        }

        @Test
        void is_not_created_when_it_must_exist() {
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> decide(open(new Exists()), state));
        }

        @Test
        void is_not_created_with_metadata_that_break_a_rule() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/metadata",
                    () -> decide(open("ann", json("[]"), Json.EMPTY_OBJECT), state));
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/metadata",
                    () -> decide(open("ann", largeObject(21), Json.EMPTY_OBJECT), state));
        }

        @Test
        void is_not_created_with_preferences_that_break_a_rule() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/preferences",
                    () -> decide(open("ann", Json.EMPTY_OBJECT, json("1")), state));
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/preferences",
                    () -> decide(open("ann", Json.EMPTY_OBJECT, largeObject(81)), state));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/preferences/autoCompact",
                    () ->
                            decide(
                                    open("ann", Json.EMPTY_OBJECT, json("{\"autoCompact\":1}")),
                                    state));
        }

        @ParameterizedTest
        @MethodSource("dev.hansard.command.session.SessionDeciderTest#everyOtherCommand")
        void is_not_found(SessionCommand command) {
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(command, state));
        }

        @Test
        void does_not_expire() {
            assertThat(decide(expire(T, null, T.plusSeconds(9999)), state)).isEmpty();
            assertThat(decide(expireState("k", T), state)).isEmpty();
        }
    }

    @Nested
    class A_live_one {

        private final Session state =
                after(
                        new SessionCreated(
                                "ann",
                                json("{\"a\":1.10}"),
                                json("{\"autoCompact\":false,\"tone\":\"dry\"}"),
                                HOUR),
                        stateSet("k", "1"));

        @Test
        void is_not_opened_again() {
            assertRefused(ErrorCode.ALREADY_EXISTS, () -> decide(open(ExpectedVersion.ANY), state));
        }

        @Test
        void is_changed_by_a_patch_only_in_what_it_names() {
            assertThat(decide(patch("{\"b\":2}", null, null), state))
                    .containsExactly(new MetadataSet(json("{\"a\":1.10,\"b\":2}"), null));
            assertThat(decide(patch(null, null, Ttl.NEVER), state))
                    .containsExactly(new MetadataSet(null, Ttl.NEVER));
            assertThat(decide(patch(null, null, null), state)).isEmpty();
        }

        @Test
        void merges_preferences_and_a_null_brings_a_default_back() {
            assertThat(
                            decide(
                                    patch(
                                            null,
                                            "{\"autoCompact\":null,\"maxTurnsBeforeCompact\":5}",
                                            null),
                                    state))
                    .containsExactly(
                            new PreferencesSet(
                                    json("{\"tone\":\"dry\",\"maxTurnsBeforeCompact\":5}")));
        }

        @Test
        void has_the_preferences_and_metadata_that_were_set_last() {
            Session changed =
                    Session.evolve(state, new PreferencesSet(json("{\"tone\":\"wry\"}")), T);

            Session.Live after =
                    Session.evolve(changed, new MetadataSet(null, Ttl.NEVER), T).live();

            assertThat(after.preferences()).isEqualTo(json("{\"tone\":\"wry\"}"));
            assertThat(after.metadata()).isEqualTo(json("{\"a\":1.10}"));
            assertThat(after.ttl()).isEqualTo(Ttl.NEVER);
        }

        @Test
        void takes_metadata_and_preferences_in_one_patch() {
            assertThat(decide(patch("{\"a\":null}", "{}", HOUR), state))
                    .containsExactly(
                            new MetadataSet(Json.EMPTY_OBJECT, HOUR),
                            new PreferencesSet(json("{\"autoCompact\":false,\"tone\":\"dry\"}")));
        }

        @Test
        void takes_no_patch_that_breaks_a_rule() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/preferences/maxTurnsBeforeCompact",
                    () -> decide(patch(null, "{\"maxTurnsBeforeCompact\":0}", null), state));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/preferences",
                    () -> decide(patch(null, "[]", null), state));
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/preferences",
                    () -> decide(patch(null, largeObject(60).toString(), null), state));
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/metadata",
                    () -> decide(patch(largeObject(20).toString(), null, null), state));
        }

        @Test
        void takes_a_command_with_its_version_and_no_other() {
            assertThat(decide(patchAt(2), state)).hasSize(1);
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> decide(patchAt(1), state));
        }

        private PatchSession patchAt(long version) {
            return new PatchSession(Desk.ID, null, null, HOUR, new Exactly(version), T);
        }

        @Test
        void is_reset_without_its_state_and_preferences_but_with_its_metadata() {
            assertThat(decide(reset(), state)).containsExactly(new SessionReset());

            Session.Live after = Session.evolve(state, new SessionReset(), T).live();
            assertThat(after.state().entries()).isEmpty();
            assertThat(after.preferences()).isEqualTo(Json.EMPTY_OBJECT);
            assertThat(after.metadata()).isEqualTo(json("{\"a\":1.10}"));
        }

        @Test
        void is_ended() {
            assertThat(decide(end(), state)).containsExactly(new SessionEnded(Reason.REQUESTED));
        }

        @Test
        void expires_from_the_instant_its_time_is_over_and_not_before() {
            assertThat(decide(expire(T, null, T.plusSeconds(3599)), state)).isEmpty();
            assertThat(decide(expire(T, null, T.plusSeconds(3600)), state))
                    .containsExactly(new SessionExpired(T));
        }

        @Test
        void expires_by_the_later_of_its_own_activity_and_that_of_its_conversations() {
            assertThat(decide(expire(T.plusSeconds(10), null, T.plusSeconds(3600)), state))
                    .isEmpty();
            assertThat(decide(expire(T.plusSeconds(10), null, T.plusSeconds(3610)), state))
                    .containsExactly(new SessionExpired(T.plusSeconds(10)));
            assertThat(decide(expire(T.minusSeconds(10), null, T.plusSeconds(3595)), state))
                    .isEmpty();
        }

        @Test
        void expires_by_the_idle_time_that_is_asked_for() {
            Ttl minute = Ttl.parse("PT1M");

            assertThat(decide(expire(T, minute, T.plusSeconds(60)), state))
                    .containsExactly(new SessionExpired(T));
            assertThat(decide(expire(T, minute, T.plusSeconds(59)), state)).isEmpty();
        }
    }

    @Nested
    class An_expired_one {

        private final Session state = after(CREATED, stateSet("k", "1"), new SessionExpired(T));

        @Test
        void is_reopened_with_no_state_and_the_new_settings() {
            assertThat(decide(open("ann", json("{\"b\":1}"), Json.EMPTY_OBJECT), state))
                    .containsExactly(
                            new SessionReopened(json("{\"b\":1}"), Json.EMPTY_OBJECT, HOUR));

            Session.Live after =
                    Session.evolve(
                                    state,
                                    new SessionReopened(json("{\"b\":1}"), Json.EMPTY_OBJECT, HOUR),
                                    T)
                            .live();
            assertThat(after.state().entries()).isEmpty();
            assertThat(after.version()).isEqualTo(4);
        }

        @Test
        void is_reopened_at_the_version_the_client_has_seen() {
            assertThat(decide(open(new Exactly(3)), state)).hasSize(1);
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> decide(open(new Exactly(2)), state));
        }

        @Test
        void of_another_user_is_not_given_away() {
            assertRefused(
                    ErrorCode.ALREADY_EXISTS,
                    () -> decide(open("bob", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT), state));
        }

        @ParameterizedTest
        @MethodSource("dev.hansard.command.session.SessionDeciderTest#everyOtherCommand")
        void has_expired_for_every_other_command(SessionCommand command) {
            assertRefused(ErrorCode.EXPIRED, () -> decide(command, state));
        }

        @Test
        void does_not_expire_again() {
            assertThat(decide(expire(T, null, T.plusSeconds(9999)), state)).isEmpty();
        }
    }

    @Nested
    class An_ended_one {

        private final Session state = after(CREATED, new SessionEnded(Reason.SUPERSEDED));

        @ParameterizedTest
        @MethodSource("dev.hansard.command.session.SessionDeciderTest#everyOtherCommand")
        void has_ended_for_every_command(SessionCommand command) {
            assertRefused(ErrorCode.ENDED, () -> decide(command, state));
        }

        @Test
        void has_ended_for_who_opens_it() {
            assertRefused(ErrorCode.ENDED, () -> decide(open(ExpectedVersion.ANY), state));
        }

        @Test
        void does_not_expire() {
            assertThat(decide(expire(T, null, T.plusSeconds(9999)), state)).isEmpty();
            assertThat(decide(expireState("k", T), state)).isEmpty();
        }
    }

    @Test
    void an_event_that_cannot_have_happened_stops_the_reading_of_the_log() {
        assertThatIllegalStateException()
                .isThrownBy(() -> after(stateSet("k", "1")))
                .withMessageContaining("NotCreated");
    }

    /** An object of that many bytes. */
    private static Json largeObject(int bytes) {
        return json("{\"x\":\"" + "y".repeat(bytes - 8) + "\"}");
    }
}
