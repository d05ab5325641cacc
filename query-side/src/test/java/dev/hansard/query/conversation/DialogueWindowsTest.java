package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.query.InMemoryLog;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Invariant 8 over recorded dialogues, in which ids of calls repeat: a window of any size at any
 * moment of any of them pairs every call with its results.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DialogueWindowsTest {

    private static final int LARGEST = 25;
    private static final Comparator<Message> BY_SEQUENCE =
            Comparator.comparingLong(Message::sequence);

    @Test
    void every_window_of_every_prefix_pairs_calls_with_their_results() throws Exception {
        Path file = dialogues();
        assumeTrue(
                Files.exists(file),
                file + " is not there; name its directory with hansard.dialogues");
        int windows = 0;
        for (String line : Files.readAllLines(file)) {
            List<Message> dialogue = messages(JsonMapper.shared().readTree(line));
            Map<Message, Message> calls = new IdentityHashMap<>();
            dialogue.forEach(message -> calls.put(message, callOf(message, dialogue)));
            for (int said = 1; said <= dialogue.size(); said++) {
                List<Message> prefix = dialogue.subList(0, said);
                for (int size = 1; size <= LARGEST; size++) {
                    check(prefix, size, calls);
                    windows++;
                }
            }
        }
        assertThat(windows).isEqualTo(5_308 * LARGEST);
    }

    private static void check(List<Message> prefix, int size, Map<Message, Message> calls) {
        List<Message> newest = prefix.subList(Math.max(0, prefix.size() - size), prefix.size());
        List<Message> window = WindowSelector.select(newest, WindowLimits.ANY_TOKENS, message -> 1);

        assertThat(window).isSubsetOf(newest).isSortedAccordingTo(BY_SEQUENCE);
        for (Message message : newest) {
            boolean plain = !message.makesCalls() && !message.answersCall();
            boolean fits =
                    plain
                            || message.makesCalls() && isPaired(message, prefix, newest, calls)
                            || message.answersCall()
                                    && calls.get(message) instanceof Message call
                                    && newest.contains(call)
                                    && isPaired(call, prefix, newest, calls);
            assertThat(window.contains(message))
                    .as(
                            "message %d of %d in a window of %d",
                            message.sequence(), prefix.size(), size)
                    .isEqualTo(fits);
        }
    }

    /** All its results are in, or nothing but its own results came after it. */
    private static boolean isPaired(
            Message call, List<Message> prefix, List<Message> newest, Map<Message, Message> calls) {
        List<Message> after = prefix.subList((int) call.sequence(), prefix.size());
        List<Message> results = after.stream().filter(each -> calls.get(each) == call).toList();
        boolean whole =
                call.calls().stream()
                        .allMatch(
                                id ->
                                        results.stream()
                                                .anyMatch(result -> result.calls().contains(id)));
        return newest.contains(call) && (whole || results.equals(after));
    }

    /** The nearest earlier call that a message answers; null for none. */
    private static Message callOf(Message message, List<Message> dialogue) {
        if (!message.answersCall()) {
            return null;
        }
        return IntStream.iterate((int) message.sequence() - 2, i -> i >= 0, i -> i - 1)
                .mapToObj(dialogue::get)
                .filter(Message::makesCalls)
                .filter(call -> call.calls().containsAll(message.calls()))
                .findFirst()
                .orElse(null);
    }

    private static List<Message> messages(JsonNode dialogue) {
        var log = new InMemoryLog();
        AggregateId id = AggregateId.conversation("t1", "recorded");
        List<Message> messages = new ArrayList<>();
        for (JsonNode said : dialogue.get("messages")) {
            long sequence = messages.size() + 1;
            Role role = Role.valueOf(said.get("role").asString().toUpperCase(Locale.ROOT));
            messages.add(
                    Message.of(
                            log.append(
                                    id,
                                    "ann",
                                    null,
                                    new MessageAppended(
                                            "m" + sequence,
                                            sequence,
                                            role,
                                            0,
                                            Json.trusted(said.toString())))));
        }
        return messages;
    }

    private static Path dialogues() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docker-compose.yml"))) {
            root = root.getParent();
        }
        String directory = System.getProperty("hansard.dialogues", "../shared/data");
        return root.resolve(directory).resolve("airline-dialogues.ndjson");
    }
}
