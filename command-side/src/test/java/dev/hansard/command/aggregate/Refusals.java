package dev.hansard.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How tests say that something is refused. */
public final class Refusals {

    private Refusals() {}

    public static void assertRefused(ErrorCode code, ThrowingCallable action) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    public static void assertRefused(ErrorCode code, String pointer, ThrowingCallable action) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .satisfies(
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(code);
                            assertThat(refusal.violations())
                                    .extracting(Refusal.Violation::pointer)
                                    .containsExactly(pointer);
                        });
    }
}
