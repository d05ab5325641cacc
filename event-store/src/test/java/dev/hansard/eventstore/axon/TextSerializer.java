package dev.hansard.eventstore.axon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.axon.FormatSerializer.StoredType;

import java.util.List;

/** Payloads that are text: what Axon's contract tests append. */
final class TextSerializer {

    private TextSerializer() {}

    static FormatSerializer create() {
        return new FormatSerializer(
                List.of(new StoredType(String.class, "text", 1)),
                payload -> ((String) payload).getBytes(UTF_8),
                (name, revision, bytes) -> new String(bytes, UTF_8));
    }
}
