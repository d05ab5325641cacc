package dev.hansard.edge.request;

import dev.hansard.api.ExpectedVersion;
import dev.hansard.edge.access.Caller;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * The envelope of a command, as an argument of a controller method.
 *
 * @param idempotencyKey the client's key for this request, 1 to 255 printable ASCII characters
 * @param expected the version the client has seen, from {@code If-Match} or {@code If-None-Match}
 * @param causationId what the command follows from, if the client says so
 * @param now the moment it came in
 * @param hash makes {@link #requestHash}
 */
public record CommandRequest(
        Caller caller,
        @Nullable String idempotencyKey,
        ExpectedVersion expected,
        String correlationId,
        @Nullable String causationId,
        Instant now,
        Supplier<byte[]> hash) {

    public String tenant() {
        return caller.tenant();
    }

    /** The same, carried out as often as it comes: without its idempotency key. */
    public CommandRequest everyTime() {
        return new CommandRequest(caller, null, expected, correlationId, causationId, now, hash);
    }

    /**
     * SHA-256 over method, path, query and body: the same for a repetition of the same request.
     *
     * @throws dev.hansard.api.Refusal if the body is larger than the limit
     */
    public byte[] requestHash() {
        return hash.get();
    }
}
