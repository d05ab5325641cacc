package dev.hansard.command.session;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.session.Desk.CREATED;
import static dev.hansard.command.session.Desk.HOUR;
import static dev.hansard.command.session.Desk.T;
import static dev.hansard.command.session.Desk.after;
import static dev.hansard.command.session.Desk.expireState;
import static dev.hansard.command.session.Desk.json;
import static dev.hansard.command.session.Desk.patch;
import static dev.hansard.command.session.Desk.patchState;
import static dev.hansard.command.session.Desk.remove;
import static dev.hansard.command.session.Desk.removing;
import static dev.hansard.command.session.Desk.set;
import static dev.hansard.command.session.Desk.setting;
import static dev.hansard.command.session.Desk.stateSet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.ExpectedVersion.Exists;
import dev.hansard.api.Ttl;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.api.session.SessionCommand.PatchState;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.state.StateChange;
import dev.hansard.command.state.StateLimits;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** The rules of a session's state: keys, their time to live and their versions. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionStateTest {

    private static final Instant OVER = T.plusSeconds(3600);

    private final SessionDecider decider =
            new SessionDecider(new SessionLimits(new StateLimits(10, 25, 3), 1000, 1000));

    private List<SessionEvent> decide(SessionCommand command, Session state) {
        return decider.decide(command, state);
    }

    @Nested
    class A_key_that_is_not_there {

        private final Session state = after(CREATED);

        @Test
        void is_set_for_as_long_as_the_session_lives() {
            assertThat(decide(set("k", "1.10", null), state))
                    .containsExactly(new StateSet("k", null, json("1.10")));
        }

        @Test
        void is_set_with_a_time_to_live() {
            assertThat(decide(set("k", "null", HOUR), state))
                    .containsExactly(new StateSet("k", OVER, json("null")));
            assertThat(decide(set("k", "1", Ttl.NEVER), state))
                    .containsExactly(new StateSet("k", null, json("1")));
        }

        @Test
        void has_the_version_0() {
            assertThat(decide(set("k", "1", null, new Absent(), T), state)).hasSize(1);
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(set("k", "1", null, new Exists(), T), state));
        }

        @Test
        void gets_no_time_to_live_of_its_own_and_is_not_removed() {
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(set("k", null, HOUR), state));
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(remove("k"), state));
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(patchState(keeping("k", HOUR)), state));
        }

        @Test
        void does_not_expire() {
            assertThat(decide(expireState("k", OVER), state)).isEmpty();
        }
    }

    @Nested
    class A_key_that_is_there {

        private final Session state =
                after(CREATED, stateSet("k", "1"), new StateSet("brief", OVER, json("2")));

        @Test
        void is_set_again_and_loses_its_time_to_live() {
            assertThat(decide(set("brief", "3", null), state))
                    .containsExactly(new StateSet("brief", null, json("3")));
        }

        @Test
        void gets_another_time_to_live_with_the_value_it_has() {
            assertThat(decide(set("k", null, HOUR), state))
                    .containsExactly(new StateSet("k", OVER, json("1")));
        }

        @Test
        void is_not_set_to_nothing() {
            assertRefused(ErrorCode.INVALID_REQUEST, "", () -> decide(set("k", null, null), state));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/k",
                    () -> decide(patchState(setting("k", null)), state));
        }

        @Test
        void is_removed() {
            assertThat(decide(remove("k"), state)).containsExactly(new StateRemoved("k"));
        }

        @Test
        void has_the_version_of_its_own_last_change() {
            assertThat(decide(set("k", "5", null, new Exactly(2), T), state)).hasSize(1);
            assertThat(decide(remove("brief", new Exactly(3), T), state)).hasSize(1);
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(set("k", "5", null, new Exactly(3), T), state));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(remove("k", new Exactly(3), T), state));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(set("k", "5", null, new Absent(), T), state));
        }

        @Test
        void does_not_expire_before_its_time_or_without_one() {
            assertThat(decide(expireState("brief", OVER.minusNanos(1)), state)).isEmpty();
            assertThat(decide(expireState("k", OVER.plusSeconds(9999)), state)).isEmpty();
        }

        @Test
        void expires_from_the_instant_its_time_is_over() {
            assertThat(decide(expireState("brief", OVER), state))
                    .containsExactly(new StateExpired("brief"));
        }
    }

    @Nested
    class A_key_whose_time_is_over {

        private final Session state = after(CREATED, new StateSet("brief", OVER, json("2")));

        @Test
        void is_as_good_as_gone() {
            assertRefused(
                    ErrorCode.NOT_FOUND,
                    () -> decide(remove("brief", ExpectedVersion.ANY, OVER), state));
            assertRefused(
                    ErrorCode.NOT_FOUND,
                    () -> decide(set("brief", null, HOUR, ExpectedVersion.ANY, OVER), state));
            assertThat(decide(set("brief", "3", null, new Absent(), OVER), state)).hasSize(1);
        }

        @Test
        void does_not_count_for_the_limits() {
            Session full =
                    after(
                            CREATED,
                            new StateSet("brief", OVER, json("\"12345678\"")),
                            stateSet("b", "\"12345678\""),
                            stateSet("c", "1"));

            assertThat(decide(set("d", "123456", null, ExpectedVersion.ANY, OVER), full))
                    .hasSize(1);
        }

        @Test
        void leaves_the_last_activity_as_it_was_when_it_expires() {
            Session.Live after = Session.evolve(state, new StateExpired("brief"), OVER).live();

            assertThat(after.lastActivityAt()).isEqualTo(T);
            assertThat(after.state().entries()).isEmpty();
        }
    }

    @Nested
    class Several_keys_in_one_command {

        private final Session state = after(CREATED, stateSet("a", "1"), stateSet("b", "2"));

        @Test
        void are_set_and_removed_in_the_order_given() {
            assertThat(
                            decide(
                                    patchState(
                                            setting("c", "3"), removing("a"), keeping("b", HOUR)),
                                    state))
                    .containsExactly(
                            stateSet("c", "3"),
                            new StateRemoved("a"),
                            new StateSet("b", OVER, json("2")));
        }

        @Test
        void may_be_removed_without_being_there() {
            assertThat(decide(patchState(removing("x")), state)).isEmpty();
        }

        @Test
        void are_all_refused_when_one_is() {
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/c/value",
                    () ->
                            decide(
                                    patchState(setting("b", "1"), setting("c", "\"123456789\"")),
                                    state));
        }

        @Test
        void are_held_against_the_version_of_the_session() {
            var stale = new PatchState(Desk.ID, List.of(setting("a", "1")), new Exactly(2), T);

            assertRefused(ErrorCode.VERSION_MISMATCH, () -> decide(stale, state));
        }

        @Test
        void are_held_against_the_limits_as_they_are_in_the_end() {
            assertThat(
                            decide(
                                    patchState(setting("c", "3"), setting("d", "4"), removing("a")),
                                    state))
                    .hasSize(3);
        }
    }

    @Nested
    class The_limits {

        @Test
        void hold_for_one_value() {
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/value",
                    () -> decide(set("k", "12345678901", null), after(CREATED)));
        }

        @Test
        void hold_for_all_values_together() {
            Session state =
                    after(CREATED, stateSet("a", "1234567890"), stateSet("b", "1234567890"));

            assertThat(decide(set("c", "12345", null), state)).hasSize(1);
            assertRefused(ErrorCode.TOO_LARGE, () -> decide(set("c", "123456", null), state));
        }

        @Test
        void hold_for_the_number_of_keys() {
            Session state =
                    after(CREATED, stateSet("a", "1"), stateSet("b", "1"), stateSet("c", "1"));

            assertThat(decide(set("c", "2", null), state)).hasSize(1);
            assertRefused(ErrorCode.INVALID_REQUEST, () -> decide(set("d", "1", null), state));
        }

        @Test
        void that_were_lowered_let_what_is_there_stay_and_shrink() {
            Session state =
                    after(
                            CREATED,
                            stateSet("a", "1234567890"),
                            stateSet("b", "1234567890"),
                            stateSet("c", "1234567890"),
                            stateSet("d", "1"));

            assertThat(decide(set("c", "123", null), state)).hasSize(1);
            assertThat(decide(remove("d"), state)).hasSize(1);
        }
    }

    @Test
    void other_commands_leave_the_version_of_a_key() {
        Session state =
                after(CREATED, stateSet("k", "1"), new SessionEvent.MetadataSet(null, HOUR));

        assertThat(decide(patch("{}", null, null), state)).hasSize(1);
        assertThat(decide(set("k", "2", null, new Exactly(2), T), state)).hasSize(1);
    }

    private static StateChange keeping(String key, Ttl ttl) {
        return new StateChange(key, false, null, ttl);
    }
}
