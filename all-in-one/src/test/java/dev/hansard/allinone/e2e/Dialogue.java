package dev.hansard.allinone.e2e;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One recorded dialogue of the real input.
 *
 * @param messages as text, without white space
 */
record Dialogue(String conversationId, String userId, List<String> messages) {

    static List<Dialogue> allOf(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(Json::tree).map(Dialogue::of).toList();
        }
    }

    private static Dialogue of(JsonNode line) {
        return new Dialogue(
                line.get("conversationId").asString(),
                line.get("userId").asString(),
                StreamSupport.stream(line.get("messages").spliterator(), false)
                        .map(JsonNode::toString)
                        .toList());
    }
}
