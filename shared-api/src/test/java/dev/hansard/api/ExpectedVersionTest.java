package dev.hansard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.ExpectedVersion.Exists;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExpectedVersionTest {

    @Test
    void nothing_said_never_conflicts() {
        ExpectedVersion.ANY.check(0);
        ExpectedVersion.ANY.check(7);
    }

    @Test
    void what_is_as_expected_passes() {
        new Exists().check(1);
        new Absent().check(0);
        new Exactly(3).check(3);
    }

    @Test
    void what_is_not_is_a_version_mismatch_that_names_the_present_version() {
        assertThat(refusal(new Exists(), 0).detail()).isEqualTo("it does not exist");
        assertThat(refusal(new Absent(), 2).detail()).isEqualTo("it is at version 2");
        assertThat(refusal(new Exactly(3), 4).detail()).isEqualTo("it is at version 4");
        assertThat(refusal(new Exactly(3), 0).detail()).isEqualTo("it does not exist");
    }

    @Test
    void a_refusal_names_its_code_and_the_place_and_has_no_stack_trace() {
        Refusal refusal = Refusal.invalid("/ttl", "must be " + Ttl.RULE);

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.detail()).startsWith("/ttl: must be");
        assertThat(refusal.violations())
                .isEqualTo(List.of(new Refusal.Violation("/ttl", "must be " + Ttl.RULE)));
        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(Refusal.at(ErrorCode.TOO_LARGE, "", "too much").detail()).isEqualTo("too much");
    }

    private static Refusal refusal(ExpectedVersion expected, long actual) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> expected.check(actual));
        assertThat(refusal.code()).isEqualTo(ErrorCode.VERSION_MISMATCH);
        return refusal;
    }
}
