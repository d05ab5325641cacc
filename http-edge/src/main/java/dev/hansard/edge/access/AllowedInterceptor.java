package dev.hansard.edge.access;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a caller whose role does not have what the endpoint asks for or whose tenant was erased,
 * and limits the others to the users that may come in.
 */
final class AllowedInterceptor implements HandlerInterceptor {

    private final AllowedUsers allowedUsers;
    private final ErasedTenants erasedTenants;

    AllowedInterceptor(AllowedUsers allowedUsers, ErasedTenants erasedTenants) {
        this.allowedUsers = allowedUsers;
        this.erasedTenants = erasedTenants;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Allowed allowed = method.getMethodAnnotation(Allowed.class);
            if (allowed != null && allowed.value() != Permission.OPEN) {
                check(allowed.value(), request);
            }
        }
        return true;
    }

    private void check(Permission needed, HttpServletRequest request) {
        Caller caller = Caller.of(request);
        caller.require(needed);
        if (needed.isInTenant() && erasedTenants.contain(caller.tenant())) {
            throw Refusal.of(ErrorCode.ERASED, "the tenant was erased");
        }
        if (needed.isOfUsers()) {
            caller.limitedTo(allowedUsers).keepIn(request);
        }
    }
}
