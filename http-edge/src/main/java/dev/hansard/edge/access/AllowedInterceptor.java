package dev.hansard.edge.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a caller whose role does not have what the endpoint asks for, and limits the others to
 * the users that may come in.
 */
final class AllowedInterceptor implements HandlerInterceptor {

    private final AllowedUsers allowedUsers;

    AllowedInterceptor(AllowedUsers allowedUsers) {
        this.allowedUsers = allowedUsers;
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
        if (needed.isOfUsers()) {
            caller.limitedTo(allowedUsers).keepIn(request);
        }
    }
}
