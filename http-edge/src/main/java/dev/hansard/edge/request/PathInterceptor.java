package dev.hansard.edge.request;

import dev.hansard.api.Refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import java.util.Map;

/** Checks that every variable in the path of an endpoint is an id. */
final class PathInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod) {
            checkPath(request);
        }
        return true;
    }

    private static void checkPath(HttpServletRequest request) {
        if (request.getRequestURI().indexOf(';') >= 0) {
            throw Refusal.invalid("path", "must not hold a semicolon");
        }
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables) {
            variables.forEach(
                    (name, value) ->
                            CheckedIds.require(String.valueOf(name), String.valueOf(value)));
        }
    }
}
