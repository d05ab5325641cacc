package dev.hansard.edge.json;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import java.io.ByteArrayOutputStream;

/** Collects the text of one client value and refuses it as soon as it is larger than its limit. */
final class BoundedBytes extends ByteArrayOutputStream {

    private final int limit;
    private final String pointer;

    BoundedBytes(int limit, String pointer) {
        super(512);
        this.limit = limit;
        this.pointer = pointer;
    }

    @Override
    public void write(int b) {
        require(1);
        super.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        require(length);
        super.write(bytes, offset, length);
    }

    private void require(int more) {
        if (more > limit - count) {
            throw tooLarge(limit, pointer);
        }
    }

    static Refusal tooLarge(int limit, String pointer) {
        return Refusal.at(
                ErrorCode.TOO_LARGE, pointer, "is larger than the limit of " + limit + " bytes");
    }
}
