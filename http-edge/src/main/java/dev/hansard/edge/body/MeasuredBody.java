package dev.hansard.edge.body;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

import java.io.IOException;
import java.security.MessageDigest;

/** A body that is counted and hashed as it is read, and refused as soon as it passes the limit. */
final class MeasuredBody extends ServletInputStream {

    private final ServletInputStream body;
    private final long limit;
    private final MessageDigest hash;
    private long count;

    MeasuredBody(ServletInputStream body, long limit, MessageDigest hash) {
        this.body = body;
        this.limit = limit;
        this.hash = hash;
    }

    @Override
    public int read() throws IOException {
        int b = body.read();
        if (b >= 0) {
            count(1);
            hash.update((byte) b);
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = body.read(target, offset, length);
        if (read > 0) {
            count(read);
            hash.update(target, offset, read);
        }
        return read;
    }

    private void count(int more) {
        count += more;
        if (count > limit) {
            throw tooLarge(limit);
        }
    }

    static Refusal tooLarge(long limit) {
        return Refusal.of(
                ErrorCode.TOO_LARGE, "the body is larger than the limit of " + limit + " bytes");
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
