package dev.hansard.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.NotQuietException;
import dev.hansard.eventstore.OutcomeUnknownException;
import dev.hansard.eventstore.StoreUnavailableException;

import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lost races are decided again; whoever loses too many is told that nothing was written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetriesTest {

    private final CommandProblems problems = new CommandProblems();

    @Test
    void a_lost_race_is_run_again() {
        Queue<RuntimeException> losses =
                new ArrayDeque<>(
                        List.of(
                                new ConcurrencyException("x"),
                                new AggregateStreamCreationException("x"),
                                new NotQuietException("x")));

        String result =
                Retries.runAnew(
                        () -> {
                            if (losses.isEmpty()) {
                                return "done";
                            }
                            throw losses.remove();
                        });

        assertThat(result).isEqualTo("done");
    }

    @Test
    void a_race_that_is_always_lost_is_given_up() {
        var tries = new AtomicInteger();

        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(
                        () ->
                                Retries.run(
                                        () -> {
                                            tries.incrementAndGet();
                                            throw new ConcurrencyException("x");
                                        }))
                .satisfies(e -> assertThat(code(e)).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(tries).hasValue(100);
    }

    @Test
    void a_refusal_is_final() {
        var tries = new AtomicInteger();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () ->
                                Retries.run(
                                        () -> {
                                            tries.incrementAndGet();
                                            throw Refusal.of(ErrorCode.NOT_FOUND, "no");
                                        }));
        assertThat(tries).hasValue(1);
    }

    @Test
    void failures_have_their_codes() {
        assertThat(code(new StoreUnavailableException("x", new Exception())))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(code(new OutcomeUnknownException("x", new Exception())))
                .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(code(new LockAcquisitionFailedException("x"))).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(problems.map(new IllegalStateException())).isNull();
    }

    private ErrorCode code(Throwable failure) {
        Refusal refusal = problems.map(failure);
        assertThat(refusal).isNotNull();
        return refusal.code();
    }
}
