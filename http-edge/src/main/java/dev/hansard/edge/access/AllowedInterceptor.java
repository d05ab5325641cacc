package dev.hansard.edge.access;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a caller whose role does not have what the endpoint asks for. */
final class AllowedInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Allowed allowed = method.getMethodAnnotation(Allowed.class);
            if (allowed != null) {
                check(allowed.value(), request);
            }
        }
        return true;
    }

    private static void check(Permission needed, HttpServletRequest request) {
        if (needed == Permission.OPEN) {
            return;
        }
        Caller caller = Caller.of(request);
        if (!caller.role().may(needed)) {
            throw Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "the role " + caller.role().wireName() + " may not do that");
        }
    }
}
