package dev.hansard.command.user;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.user.Ann.HOUR;
import static dev.hansard.command.user.Ann.OVER;
import static dev.hansard.command.user.Ann.T;
import static dev.hansard.command.user.Ann.after;
import static dev.hansard.command.user.Ann.expire;
import static dev.hansard.command.user.Ann.json;
import static dev.hansard.command.user.Ann.patchState;
import static dev.hansard.command.user.Ann.profileSet;
import static dev.hansard.command.user.Ann.remove;
import static dev.hansard.command.user.Ann.set;
import static dev.hansard.command.user.Ann.stateSet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.state.StateChange;
import dev.hansard.api.user.UserCommand.MemoryCommand;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.command.state.StateLimits;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** The state of a user; the rules that it shares with that of sessions are tested there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UserStateTest {

    private final UserDecider decider =
            new UserDecider(new UserLimits(new StateLimits(10, 25, 3), 1_000));

    private List<UserEvent> decide(MemoryCommand command, User user) {
        return decider.decide(command, user);
    }

    @Nested
    class A_user_of_whom_nothing_is_known {

        @Test
        void gets_a_key_for_good_or_for_a_time() {
            assertThat(decide(set("k", "1.10", null), User.NOT_CREATED))
                    .containsExactly(new UserStateSet("k", null, json("1.10")));
            assertThat(decide(set("k", "null", HOUR), User.NOT_CREATED))
                    .containsExactly(new UserStateSet("k", OVER, json("null")));
        }

        @Test
        void has_no_key() {
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(remove("k"), User.NOT_CREATED));
            assertRefused(
                    ErrorCode.NOT_FOUND, () -> decide(set("k", null, HOUR), User.NOT_CREATED));
            assertThat(decide(expire("k", OVER), User.NOT_CREATED)).isEmpty();
        }
    }

    @Nested
    class A_user_with_state {

        private final User user =
                after(
                        stateSet("k", "1"),
                        new UserStateSet("brief", OVER, json("2")),
                        new CurrentSessionSet("s1"),
                        profileSet("{}"));

        @Test
        void has_each_key_at_the_version_of_its_own_last_change() {
            assertThat(decide(set("k", "2", null, new Exactly(1), T), user)).hasSize(1);
            assertThat(decide(set("brief", "2", null, new Exactly(2), T), user)).hasSize(1);
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(set("k", "2", null, new Exactly(4), T), user));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(set("k", "2", null, new Absent(), T), user));
        }

        @Test
        void loses_a_key_by_removal() {
            assertThat(decide(remove("k"), user)).containsExactly(new UserStateRemoved("k"));
        }

        @Test
        void loses_a_key_whose_time_is_over_and_not_before() {
            assertThat(decide(expire("brief", OVER), user))
                    .containsExactly(new UserStateExpired("brief"));
            assertThat(decide(expire("brief", OVER.minusNanos(1)), user)).isEmpty();
            assertThat(decide(expire("k", OVER), user)).isEmpty();
            assertThat(decide(set("brief", "3", null, new Absent(), OVER), user)).hasSize(1);
        }

        @Test
        void is_patched_as_a_whole_at_the_version_of_the_user() {
            var set = new StateChange("n", false, json("1"), null);
            var gone = new StateChange("k", true, null, null);

            assertThat(decide(patchState(new Exactly(4), set, gone), user))
                    .containsExactly(stateSet("n", "1"), new UserStateRemoved("k"));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(patchState(new Exactly(2), set), user));
        }

        @Test
        void keeps_within_the_limits() {
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "/value",
                    () -> decide(set("n", "12345678901", null), user));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    () ->
                            decide(
                                    patchState(
                                            ExpectedVersion.ANY,
                                            new StateChange("m", false, json("1"), null),
                                            new StateChange("n", false, json("1"), null)),
                                    user));
        }

        @Test
        void has_what_was_set_last_after_everything() {
            User later =
                    after(
                            stateSet("a", "1"),
                            stateSet("b", "2"),
                            stateSet("a", "3"),
                            new UserStateRemoved("b"),
                            new UserStateSet("c", OVER, json("4")),
                            new UserStateExpired("c"));

            assertThat(later.known().state().values(T)).containsExactly(Map.entry("a", json("3")));
            assertThat(later.version()).isEqualTo(6);
            assertThat(later.currentSession()).isEmpty();
        }
    }
}
