package dev.hansard.edge.request;

import dev.hansard.edge.access.Caller;
import dev.hansard.edge.body.MeasuredRequest;
import dev.hansard.edge.trace.Trace;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import java.time.Clock;
import java.util.Objects;

/** Makes {@link Caller}, {@link CommandRequest} and {@link QueryRequest} out of a request. */
final class EnvelopeResolver implements HandlerMethodArgumentResolver {

    private final Clock clock;

    EnvelopeResolver(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Caller.class || type == CommandRequest.class || type == QueryRequest.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest http =
                Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        Class<?> type = parameter.getParameterType();
        if (type == Caller.class) {
            return Caller.of(http);
        }
        return type == CommandRequest.class ? command(http) : query(http);
    }

    private CommandRequest command(HttpServletRequest http) {
        Trace trace = Trace.of(http);
        return new CommandRequest(
                Caller.of(http),
                RequestHeaders.idempotencyKey(http),
                RequestHeaders.expected(http),
                trace.correlationId(),
                trace.causationId(),
                clock.instant(),
                MeasuredRequest.of(http)::requestHash);
    }

    private static QueryRequest query(HttpServletRequest http) {
        return new QueryRequest(
                Caller.of(http),
                RequestHeaders.minPosition(http),
                RequestHeaders.wait(http),
                Trace.of(http).correlationId());
    }
}
