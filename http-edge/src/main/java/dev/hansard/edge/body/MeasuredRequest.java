package dev.hansard.edge.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A request whose body can be read once, up to the limit, and which knows the hash of what was
 * asked for.
 */
public final class MeasuredRequest extends HttpServletRequestWrapper {

    private final long limit;
    private @Nullable MeasuredBody body;
    private final MessageDigest hash = sha256();
    private byte @Nullable [] requestHash;

    MeasuredRequest(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
        feed(request.getMethod());
        feed(request.getRequestURI());
        feed(request.getQueryString() == null ? "" : request.getQueryString());
    }

    /**
     * The measured request that this one is, or wraps.
     *
     * @throws IllegalStateException if the filter was not passed
     */
    public static MeasuredRequest of(HttpServletRequest request) {
        MeasuredRequest measured = WebUtils.getNativeRequest(request, MeasuredRequest.class);
        if (measured == null) {
            throw new IllegalStateException("the request did not come through the body filter");
        }
        return measured;
    }

    /**
     * SHA-256 over method, path, query and body as they were sent. What nobody has read of the body
     * yet is read now.
     *
     * @throws Refusal if the body is larger than the limit, or breaks off
     */
    public byte[] requestHash() {
        if (requestHash == null) {
            try {
                getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw Refusal.of(
                        ErrorCode.MALFORMED_REQUEST, "the body did not come in to its end");
            }
            requestHash = hash.digest();
        }
        return requestHash.clone();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new MeasuredBody(super.getInputStream(), limit, hash);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
    }

    /** A zero byte ends each part, so that no two requests run together to the same text. */
    private void feed(String part) {
        hash.update(part.getBytes(UTF_8));
        hash.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
