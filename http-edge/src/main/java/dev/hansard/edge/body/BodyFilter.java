package dev.hansard.edge.body;

import static java.util.stream.Collectors.toMap;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Refuses a body that says it is too large before reading any of it, and measures every other. */
final class BodyFilter implements Filter {

    private final long limit;
    private final Map<String, Long> large;

    BodyFilter(DataSize limit, List<LargeBody> large) {
        this.limit = limit.toBytes();
        this.large = large.stream().collect(toMap(LargeBody::path, body -> body.limit().toBytes()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        long limit = large.getOrDefault(http.getRequestURI(), this.limit);
        if (request.getContentLengthLong() > limit) {
            throw MeasuredBody.tooLarge(limit);
        }
        chain.doFilter(new MeasuredRequest(http, limit), response);
    }
}
