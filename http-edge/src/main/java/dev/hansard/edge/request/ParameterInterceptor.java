package dev.hansard.edge.request;

import dev.hansard.api.Refusal;
import dev.hansard.edge.json.RuleInWords;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;

/**
 * Checks what no endpoint should have to: that every variable in its path is an id, and that a
 * parameter with a fixed set of values has one of them. Spring alone would take the names of Java
 * constants too.
 */
final class ParameterInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            checkPath(request);
            for (Parameter parameter : method.getMethod().getParameters()) {
                if (parameter.getType().isEnum()
                        && parameter.isAnnotationPresent(RequestParam.class)) {
                    checkEnum(
                            parameter.getName(),
                            parameter.getType(),
                            request.getParameter(parameter.getName()));
                }
            }
        }
        return true;
    }

    private static void checkPath(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables) {
            variables.forEach(
                    (name, value) ->
                            CheckedIds.require(String.valueOf(name), String.valueOf(value)));
        }
    }

    private static void checkEnum(String name, Class<?> type, @Nullable String value) {
        if (value != null
                && Arrays.stream(type.getEnumConstants())
                        .map(RuleInWords::wireName)
                        .noneMatch(value::equals)) {
            throw Refusal.invalid(name, RuleInWords.of(type));
        }
    }
}
