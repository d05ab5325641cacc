package dev.hansard.edge.errors;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.json.RuleInWords;

import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import java.io.IOException;
import java.util.List;

/** Answers whatever went wrong with a request as a {@link Problem}. */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final List<ProblemMapper> mappers;

    Problems(List<ProblemMapper> mappers) {
        this.mappers = List.copyOf(mappers);
    }

    /**
     * Writes the answer.
     *
     * @throws IOException if another one is already on its way: the container then cuts the
     *     connection, so that the client cannot take a part of it for the whole
     */
    public void answer(Throwable failure, HttpServletResponse response) throws IOException {
        if (isOfTheClient(failure, response)) {
            log.debug("a client left before the end of its request or answer");
            return;
        }
        if (response.isCommitted()) {
            log.warn("an answer broke off: {}", StackTraces.withoutMessages(failure));
            throw new IOException("the answer broke off");
        }
        if (failure instanceof ErrorResponse spring) {
            spring.getHeaders()
                    .forEach(
                            (name, values) ->
                                    values.forEach(value -> response.addHeader(name, value)));
        }
        ProblemWriter.write(of(failure), response);
    }

    /** When a body breaks off, Tomcat has answered already, as far as it can. */
    private static boolean isOfTheClient(Throwable failure, HttpServletResponse response) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException
                    || cause instanceof ClientAbortException
                    || cause instanceof HttpMessageNotReadableException && response.isCommitted()) {
                return true;
            }
        }
        return false;
    }

    private Problem of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Refusal refusal = refusal(cause);
            if (refusal != null) {
                return Problem.of(refusal);
            }
        }
        return switch (failure) {
            case MissingServletRequestParameterException missing ->
                    Problem.of(Refusal.invalid(missing.getParameterName(), "is required"));
            case MissingRequestValueException missing ->
                    Problem.of(ErrorCode.INVALID_REQUEST, "a header or parameter is missing");
            case MethodArgumentTypeMismatchException mismatch ->
                    Problem.of(Refusal.invalid(mismatch.getName(), rule(mismatch)));
            case TypeMismatchException mismatch ->
                    Problem.of(ErrorCode.INVALID_REQUEST, "a parameter " + rule(mismatch));
            case HttpMessageNotReadableException unreadable
                    when unreadable.getCause() instanceof IOException ->
                    Problem.of(ErrorCode.MALFORMED_REQUEST, "the body did not come in whole");
            case HttpMessageNotReadableException unreadable ->
                    Problem.of(ErrorCode.MALFORMED_JSON, "a body is needed");
            case ErrorResponse spring -> Problem.ofStatus(spring.getStatusCode().value());
            default -> {
                log.error("a request failed: {}", StackTraces.withoutMessages(failure));
                yield Problem.ofStatus(500);
            }
        };
    }

    private @Nullable Refusal refusal(Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        for (ProblemMapper mapper : mappers) {
            Refusal refusal = mapper.map(cause);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static String rule(TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        return type == null ? "has the wrong type" : RuleInWords.of(type);
    }
}
