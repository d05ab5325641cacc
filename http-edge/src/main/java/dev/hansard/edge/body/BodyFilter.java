package dev.hansard.edge.body;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;

/** Refuses a body that says it is too large before reading any of it, and measures every other. */
final class BodyFilter implements Filter {

    private final long limit;

    BodyFilter(long limit) {
        this.limit = limit;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() > limit) {
            throw MeasuredBody.tooLarge(limit);
        }
        chain.doFilter(new MeasuredRequest((HttpServletRequest) request, limit), response);
    }
}
