package dev.hansard.command.user;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.user.Ann.after;
import static dev.hansard.command.user.Ann.patchProfile;
import static dev.hansard.command.user.Ann.profileSet;
import static dev.hansard.command.user.Ann.removeProfile;
import static dev.hansard.command.user.Ann.setProfile;
import static dev.hansard.command.user.Ann.stateSet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.ExpectedVersion.Exists;
import dev.hansard.api.user.UserCommand.MemoryCommand;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.command.state.StateLimits;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The rules of a user's profile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProfileTest {

    private static final ExpectedVersion ANY = ExpectedVersion.ANY;

    private final UserDecider decider = new UserDecider(new UserLimits(StateLimits.DEFAULT, 20));

    private List<UserEvent> decide(MemoryCommand command, User user) {
        return decider.decide(command, user);
    }

    @Nested
    class A_user_without_a_profile {

        private final User user = after(new CurrentSessionSet("s1"));

        @Test
        void gets_one() {
            assertThat(decide(setProfile("{\"a\":1.10}", ANY), user))
                    .containsExactly(profileSet("{\"a\":1.10}"));
            assertThat(decide(setProfile("{}", new Absent()), User.NOT_CREATED))
                    .containsExactly(profileSet("{}"));
        }

        @Test
        void gets_one_by_a_patch_of_nothing() {
            assertThat(decide(patchProfile("{\"a\":{\"b\":1,\"c\":null}}", ANY), user))
                    .containsExactly(profileSet("{\"a\":{\"b\":1}}"));
        }

        @Test
        void has_none_to_remove() {
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(removeProfile(ANY), user));
        }

        @Test
        void has_none_at_any_version() {
            assertRefused(
                    ErrorCode.VERSION_MISMATCH, () -> decide(setProfile("{}", new Exists()), user));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(patchProfile("{}", new Exactly(1)), user));
        }
    }

    @Nested
    class A_user_with_a_profile {

        private final User user =
                after(
                        new CurrentSessionSet("s1"),
                        profileSet("{\"b\":2,\"a\":1.0}"),
                        stateSet("k", "1"));

        @Test
        void gets_another_in_its_place() {
            assertThat(decide(setProfile("{\"c\":3}", ANY), user))
                    .containsExactly(profileSet("{\"c\":3}"));
        }

        @Test
        void keeps_by_a_patch_what_that_does_not_name() {
            assertThat(decide(patchProfile("{\"b\":null,\"c\":[null]}", ANY), user))
                    .containsExactly(profileSet("{\"a\":1.0,\"c\":[null]}"));
        }

        @Test
        void has_it_removed_and_may_get_one_again() {
            assertThat(decide(removeProfile(ANY), user)).containsExactly(new ProfileRemoved());

            User without = User.evolve(user, new ProfileRemoved());

            assertThat(without.version()).isEqualTo(4);
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(removeProfile(ANY), without));
            assertThat(decide(patchProfile("{\"n\":1}", new Absent()), without))
                    .containsExactly(profileSet("{\"n\":1}"));
        }

        @Test
        void has_it_at_the_version_of_its_own_last_change() {
            assertThat(decide(setProfile("{}", new Exactly(2)), user)).hasSize(1);
            assertThat(decide(patchProfile("{}", new Exactly(2)), user)).hasSize(1);
            assertThat(decide(removeProfile(new Exactly(2)), user)).hasSize(1);
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(setProfile("{}", new Exactly(3)), user));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decide(patchProfile("{}", new Absent()), user));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH, () -> decide(removeProfile(new Exactly(1)), user));
        }

        @Test
        void takes_none_that_is_no_object() {
            assertRefused(ErrorCode.INVALID_REQUEST, "", () -> decide(setProfile("[]", ANY), user));
            assertRefused(
                    ErrorCode.INVALID_REQUEST, "", () -> decide(patchProfile("null", ANY), user));
        }

        @Test
        void takes_none_over_the_limit_nor_a_patch_that_makes_one() {
            assertRefused(
                    ErrorCode.TOO_LARGE,
                    "",
                    () -> decide(setProfile("{\"a\":\"0123456789012\"}", ANY), user));
            assertRefused(
                    ErrorCode.TOO_LARGE, "", () -> decide(patchProfile("{\"c\":123}", ANY), user));
        }
    }
}
