package dev.hansard.tenancy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.edge.access.Caller;
import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.KeyOwner;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** How a request ends that meets what belongs to somebody who was erased. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasureProblemsTest {

    private final ErasureProblems problems = new ErasureProblems();

    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void who_may_know_of_them_is_told_that_they_were_erased() {
        assertThat(refusal()).isEqualTo(ErrorCode.ERASED);

        asking(null);
        assertThat(refusal()).isEqualTo(ErrorCode.ERASED);

        asking("ann");
        assertThat(refusal()).isEqualTo(ErrorCode.ERASED);
    }

    @Test
    void who_is_bound_to_another_user_is_told_nothing() {
        asking("ben");

        assertThat(refusal()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void another_failure_is_for_somebody_else() {
        assertThat(problems.map(new IllegalStateException("another"))).isNull();
    }

    private @Nullable ErrorCode refusal() {
        Refusal refusal = problems.map(new ErasedException(KeyOwner.of("default", "ann")));
        return refusal == null ? null : refusal.code();
    }

    private static void asking(@Nullable String boundUser) {
        var request = new MockHttpServletRequest();
        request.setAttribute(
                Caller.class.getName(), new Caller("default", AccessRole.AGENT, "key", boundUser));
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }
}
