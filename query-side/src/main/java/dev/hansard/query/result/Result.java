package dev.hansard.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonCodec;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;

/**
 * A result as it is kept.
 *
 * @param body what was asked and answered, as a JSON object that is ready to be sent
 */
record Result(ResultHead head, byte[] body) {

    private static final JsonMapper MAPPER = JsonCodec.mapper();

    private record Body(
            String key,
            String agent,
            Json request,
            Json output,
            List<String> tags,
            @Nullable String contentHash,
            Instant storedAt,
            @Nullable Instant expiresAt) {}

    static Result of(ResultHead head, Question question, Json output, List<String> tags) {
        Body body =
                new Body(
                        head.key(),
                        question.agent(),
                        question.request(),
                        output,
                        tags,
                        question.contentHash(),
                        head.storedAt(),
                        head.expiresAt());
        return new Result(head, MAPPER.writeValueAsBytes(body));
    }

    /** The answer to a client. */
    byte[] json(long accessCount) {
        byte[] last = (",\"accessCount\":" + accessCount + "}").getBytes(UTF_8);
        byte[] json = new byte[body.length - 1 + last.length];
        System.arraycopy(body, 0, json, 0, body.length - 1);
        System.arraycopy(last, 0, json, body.length - 1, last.length);
        return json;
    }
}
