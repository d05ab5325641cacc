package dev.hansard.command.entry;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.entry.Flight.HOUR;
import static dev.hansard.command.entry.Flight.ID;
import static dev.hansard.command.entry.Flight.OVER;
import static dev.hansard.command.entry.Flight.T;
import static dev.hansard.command.entry.Flight.after;
import static dev.hansard.command.entry.Flight.expire;
import static dev.hansard.command.entry.Flight.hasPut;
import static dev.hansard.command.entry.Flight.put;
import static dev.hansard.command.entry.Flight.putAll;
import static dev.hansard.command.entry.Flight.remove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.ExpectedVersion.Exists;
import dev.hansard.api.Ttl;
import dev.hansard.api.entry.EntryCommand;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EntryDeciderTest {

    private static final ExpectedVersion ANY = ExpectedVersion.ANY;

    private final EntryDecider decider = new EntryDecider(new EntryLimits(10, 3));

    private List<EntryEvent> decide(EntryCommand command, Entry state) {
        return decider.decide(command, state);
    }

    private List<EntryEvent> putAt(ExpectedVersion expected, Instant now, Entry state) {
        return decide(put(ID, "1", null, expected, now), state);
    }

    @Nested
    class One_that_was_never_put {

        private final Entry state = Entry.NEVER_PUT;

        @Test
        void is_put_until_it_is_removed() {
            assertThat(decide(put("1.10", null), state)).containsExactly(hasPut("1.10", null));
            assertThat(decide(put("null", Ttl.NEVER), state)).containsExactly(hasPut("null", null));
        }

        @Test
        void is_put_for_a_time() {
            assertThat(decide(put("1", HOUR), state)).containsExactly(hasPut("1", OVER));
        }

        @Test
        void has_the_version_0() {
            assertThat(putAt(new Absent(), T, state)).hasSize(1);
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> putAt(new Exists(), T, state));
        }

        @Test
        void is_not_there_to_remove_or_expire() {
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(remove(ANY, T), state));
            assertThat(decide(expire(OVER), state)).isEmpty();
        }
    }

    @Nested
    class One_that_is_there {

        private final Entry state = after(hasPut("1", null), hasPut("2", OVER));

        @Test
        void is_put_again_and_loses_its_time_to_live() {
            assertThat(decide(put("3", null), state)).containsExactly(hasPut("3", null));
        }

        @Test
        void is_removed() {
            assertThat(decide(remove(ANY, T), state)).containsExactly(new EntryRemoved());
        }

        @Test
        void takes_a_command_with_its_version_and_no_other() {
            assertThat(putAt(new Exactly(2), T, state)).hasSize(1);
            assertThat(decide(remove(new Exactly(2), T), state)).hasSize(1);
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> putAt(new Exactly(1), T, state));
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> putAt(new Absent(), T, state));
            assertRefused(
                    ErrorCode.VERSION_MISMATCH, () -> decide(remove(new Exactly(1), T), state));
        }

        @Test
        void does_not_expire_before_its_time_or_without_one() {
            assertThat(decide(expire(OVER.minusNanos(1)), state)).isEmpty();
            assertThat(decide(expire(OVER), after(hasPut("1", null)))).isEmpty();
        }

        @Test
        void expires_from_the_instant_its_time_is_over() {
            assertThat(decide(expire(OVER), state)).containsExactly(new EntryExpired());
        }

        @Test
        void takes_no_value_over_the_limit() {
            assertRefused(
                    ErrorCode.TOO_LARGE, "/value", () -> decide(put("12345678901", null), state));
        }
    }

    @Nested
    class One_whose_time_is_over {

        private final Entry state = after(hasPut("1", OVER));

        @Test
        void is_as_good_as_gone() {
            assertRefused(ErrorCode.NOT_FOUND, () -> decide(remove(ANY, OVER), state));
            assertRefused(ErrorCode.VERSION_MISMATCH, () -> putAt(new Exactly(1), OVER, state));
            assertThat(putAt(new Absent(), OVER, state)).hasSize(1);
        }
    }

    @Nested
    class One_that_was_removed_or_expired {

        @Test
        void can_be_put_again_and_its_version_goes_on() {
            for (EntryEvent end : List.of(new EntryRemoved(), new EntryExpired())) {
                Entry gone = after(hasPut("1", OVER), end);

                assertThat(putAt(new Absent(), T, gone)).hasSize(1);
                assertRefused(ErrorCode.NOT_FOUND, () -> decide(remove(ANY, T), gone));
                assertThat(decide(expire(OVER), gone)).isEmpty();
                assertThat(Entry.evolve(gone, hasPut("2", null)).version()).isEqualTo(3);
            }
        }
    }

    @Nested
    class Several_in_one_command {

        @Test
        void are_some_and_not_too_many() {
            assertThatNoException().isThrownBy(() -> decider.check(putAll(ANY, "a", "b", "c")));
            assertRefused(ErrorCode.INVALID_REQUEST, "/entries", () -> decider.check(putAll(ANY)));
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/entries",
                    () -> decider.check(putAll(ANY, "a", "b", "c", "d")));
        }

        @Test
        void are_each_there_once() {
            assertRefused(
                    ErrorCode.INVALID_REQUEST,
                    "/entries/2/key",
                    () -> decider.check(putAll(ANY, "a", "b", "a")));
        }
    }
}
