package dev.hansard.tenancy.erasure;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.access.Caller;
import dev.hansard.edge.errors.ProblemMapper;
import dev.hansard.eventstore.ErasedException;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What belongs to somebody who was erased is gone, and to others it never was. */
final class ErasureProblems implements ProblemMapper {

    @Override
    public @Nullable Refusal map(Throwable failure) {
        if (!(failure instanceof ErasedException erased)) {
            return null;
        }
        try {
            if (RequestContextHolder.getRequestAttributes()
                    instanceof ServletRequestAttributes attributes) {
                Caller.of(attributes.getRequest()).checkUser(erased.owner().userId());
            }
            return Refusal.of(
                    ErrorCode.ERASED,
                    erased.owner().isTenant() ? "the tenant was erased" : "the user was erased");
        } catch (Refusal another) {
            return another;
        }
    }
}
