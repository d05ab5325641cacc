package dev.hansard.edge.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.edge.access.Caller;

import jakarta.servlet.http.HttpServletRequest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a cursor is valid for: one tenant, path, order and set of filters. A cursor from anywhere
 * else is refused instead of leading to a wrong place.
 *
 * @param hash the first eight bytes of a SHA-256 over all of it, in hexadecimal
 */
public record CursorScope(String hash) {

    private static final int BYTES = 8;
    private static final Set<String> NO_FILTERS = Set.of("limit", "after", "order");

    static CursorScope of(HttpServletRequest request, Order order) {
        MessageDigest digest = sha256();
        feed(digest, Caller.of(request).tenant());
        feed(digest, request.getRequestURI());
        feed(digest, order.wireName());
        Map<String, String[]> parameters = new TreeMap<>(request.getParameterMap());
        parameters.keySet().removeAll(NO_FILTERS);
        parameters.forEach(
                (name, values) -> {
                    feed(digest, name);
                    Arrays.stream(values).forEach(value -> feed(digest, value));
                });
        return new CursorScope(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
    }

    private static void feed(MessageDigest digest, String part) {
        digest.update(part.getBytes(UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
