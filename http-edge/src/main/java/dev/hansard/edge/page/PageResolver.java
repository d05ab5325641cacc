package dev.hansard.edge.page;

import dev.hansard.api.Refusal;
import dev.hansard.edge.json.RuleInWords;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Makes a {@link PageRequest} out of the parameters {@code limit}, {@code order}, {@code after},
 * and a {@link PageLimit} out of the first alone.
 */
public final class PageResolver implements HandlerMethodArgumentResolver {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == PageRequest.class || type == PageLimit.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest http =
                Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        int limit = limit(http.getParameter("limit"));
        return parameter.getParameterType() == PageLimit.class
                ? new PageLimit(limit)
                : page(http, limit);
    }

    private static PageRequest page(HttpServletRequest http, int limit) {
        Order order = order(http.getParameter("order"));
        CursorScope scope = CursorScope.of(http, order);
        String cursor = http.getParameter("after");
        return new PageRequest(
                limit, order, cursor == null ? null : Cursors.decode(scope, cursor), scope);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    private static Order order(@Nullable String text) {
        if (text == null) {
            return Order.ASC;
        }
        for (Order order : Order.values()) {
            if (order.wireName().equals(text)) {
                return order;
            }
        }
        throw Refusal.invalid("order", RuleInWords.of(Order.class));
    }
}
