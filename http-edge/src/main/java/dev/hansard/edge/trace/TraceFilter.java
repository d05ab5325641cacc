package dev.hansard.edge.trace;

import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;
import dev.hansard.edge.errors.Problems;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.MDC;

import java.io.IOException;

/**
 * The outermost filter: gives the request its trace, shows it in the answer and in every log line,
 * and answers whatever the filters inside refuse.
 */
final class TraceFilter implements Filter {

    private final Problems problems;

    TraceFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException {
        HttpServletRequest in = (HttpServletRequest) request;
        HttpServletResponse out = (HttpServletResponse) response;
        try {
            begin(in, out);
            chain.doFilter(in, out);
        } catch (RuntimeException | ServletException e) {
            problems.answer(e, out);
        } finally {
            MDC.remove(MdcKeys.CORRELATION_ID);
            MDC.remove(MdcKeys.TENANT);
        }
    }

    private static void begin(HttpServletRequest in, HttpServletResponse out) {
        try {
            show(Trace.find(in), in, out);
        } catch (Refusal e) {
            show(Trace.made(), in, out);
            throw e;
        }
    }

    private static void show(Trace trace, HttpServletRequest in, HttpServletResponse out) {
        trace.keepIn(in);
        MDC.put(MdcKeys.CORRELATION_ID, trace.correlationId());
        out.setHeader(Headers.CORRELATION_ID, trace.correlationId());
    }
}
