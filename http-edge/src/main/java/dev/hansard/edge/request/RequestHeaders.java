package dev.hansard.edge.request;

import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers of commands and queries, read by their rules. */
final class RequestHeaders {

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([1-9][0-9]{0,17})\"");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern WAIT =
            Pattern.compile("(?:^|.*[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:[,;].*)?");
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);
    private static final long MAX_WAIT_SECONDS = 30;

    private RequestHeaders() {}

    static @Nullable String idempotencyKey(HttpServletRequest request) {
        String key = request.getHeader(Headers.IDEMPOTENCY_KEY);
        if (key != null && !PRINTABLE.matcher(key).matches()) {
            throw Refusal.invalid(
                    Headers.IDEMPOTENCY_KEY, "must be 1 to 255 printable ASCII characters");
        }
        return key;
    }

    static ExpectedVersion expected(HttpServletRequest request) {
        String ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
        String ifNoneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (ifNoneMatch != null) {
            if (ifMatch != null || !ifNoneMatch.strip().equals("*")) {
                throw Refusal.invalid(
                        HttpHeaders.IF_NONE_MATCH, "must be *, and not come with If-Match");
            }
            return new ExpectedVersion.Absent();
        }
        if (ifMatch == null) {
            return ExpectedVersion.ANY;
        }
        if (ifMatch.strip().equals("*")) {
            return new ExpectedVersion.Exists();
        }
        Matcher version = ETAG.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw Refusal.invalid(
                    HttpHeaders.IF_MATCH, "must be * or one version in quotes, such as \"3\"");
        }
        return new ExpectedVersion.Exactly(Long.parseLong(version.group(1)));
    }

    static long minPosition(HttpServletRequest request) {
        String position = request.getHeader(Headers.MIN_POSITION);
        if (position == null) {
            return 0;
        }
        if (!POSITION.matcher(position).matches()) {
            throw Refusal.invalid(Headers.MIN_POSITION, "must be a position, 0 or more");
        }
        return Long.parseLong(position);
    }

    /** The wait of {@code Prefer}; as RFC 7240 has it, what cannot be read is ignored. */
    static Duration wait(HttpServletRequest request) {
        for (String prefer : Collections.list(request.getHeaders(Headers.PREFER))) {
            Matcher wait = WAIT.matcher(prefer);
            if (wait.matches()) {
                return Duration.ofSeconds(
                        Math.min(MAX_WAIT_SECONDS, Long.parseLong(wait.group(1))));
            }
        }
        return DEFAULT_WAIT;
    }
}
