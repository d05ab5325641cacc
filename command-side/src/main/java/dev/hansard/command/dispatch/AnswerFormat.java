package dev.hansard.command.dispatch;

import dev.hansard.api.json.JsonCodec;

import tools.jackson.databind.json.JsonMapper;

/** Answers as the bytes that are kept, and back. */
final class AnswerFormat {

    private static final JsonMapper MAPPER = JsonCodec.mapper();

    private AnswerFormat() {}

    static byte[] write(Answer answer) {
        return MAPPER.writerFor(Answer.class).writeValueAsBytes(answer);
    }

    static Answer read(byte[] kept) {
        return MAPPER.readValue(kept, Answer.class);
    }
}
