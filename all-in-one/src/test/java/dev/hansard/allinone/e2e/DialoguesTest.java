package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.hansard.allinone.e2e.DialogueClients.Acknowledged;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Recorded dialogues of customers of an airline with an agent and its tools go in over HTTP; in the
 * middle the process is killed, and its clients go on when it is back.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DialoguesTest {

    private static final String FILE = "airline-dialogues.ndjson";

    @TempDir private static Path home;
    private static List<Dialogue> dialogues;
    private static List<Acknowledged> acknowledged;
    private static RunningHansard hansard;

    @BeforeAll
    static void put_all_in_with_a_kill_in_the_middle() throws Exception {
        var file = ProjectFiles.realInput(FILE);
        assumeTrue(
                file.isPresent(),
                FILE + " is not there; name its directory with hansard.dialogues");
        dialogues = Dialogue.allOf(file.get());
        int messages = dialogues.stream().mapToInt(dialogue -> dialogue.messages().size()).sum();
        DataDirectory.in(home.resolve("hansard-data"));
        hansard = Launch.allInOne(home).start().awaitReady();
        var clients = new DialogueClients(hansard.client(), dialogues);

        var result = clients.start();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> clients.acknowledged() > messages / 2);
        ProcessHandle leftOver = hansard.embeddedServer().orElseThrow();
        hansard.kill();
        assertThat(leftOver).matches(RunningHansard::runs);
        startAgain();
        acknowledged = result.get();

        assertThat(leftOver).matches(process -> !RunningHansard.runs(process));
        assertThat(clients.repeated()).isPositive();
        assertThat(acknowledged).hasSize(messages);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (hansard != null) {
            hansard.close();
        }
    }

    @Test
    void every_history_equals_its_dialogue_in_every_value_and_in_order() {
        for (Dialogue dialogue : dialogues) {
            List<JsonNode> history =
                    new History(hansard.client(), dialogue.conversationId()).messages();
            assertThat(history)
                    .extracting(Json::asSent)
                    .containsExactlyElementsOf(dialogue.messages());
            assertThat(history)
                    .extracting(message -> message.get("sequence").asLong())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, history.size()).boxed().toList());
        }
    }

    @Test
    void what_was_acknowledged_is_where_the_answer_said() {
        Map<Long, JsonNode> byPosition = new HashMap<>();
        for (Dialogue dialogue : dialogues) {
            new History(hansard.client(), dialogue.conversationId())
                    .messages()
                    .forEach(message -> byPosition.put(message.get("position").asLong(), message));
        }
        assertThat(byPosition).hasSameSizeAs(acknowledged);
        for (Acknowledged each : acknowledged) {
            JsonNode message = byPosition.get(each.position());
            assertThat(message.get("messageId").asString()).isEqualTo(each.messageId());
            assertThat(message.get("sequence").asLong()).isEqualTo(each.sequence());
            assertThat(Json.asSent(message)).isEqualTo(each.message());
        }
    }

    @Test
    void every_users_last_20_are_right() {
        acknowledged.stream()
                .collect(groupingBy(each -> each.dialogue().userId()))
                .forEach(DialoguesTest::checkLast20);
    }

    private static void checkLast20(String user, List<Acknowledged> all) {
        List<Acknowledged> inOrder =
                all.stream().sorted(Comparator.comparing(Acknowledged::position)).toList();
        List<Acknowledged> expected =
                inOrder.subList(Math.max(0, inOrder.size() - 20), inOrder.size());
        List<JsonNode> last =
                hansard.client().get("/v1/users/" + user + "/messages").expect(200).data();
        assertThat(last)
                .extracting(message -> message.get("position").asLong())
                .containsExactlyElementsOf(expected.stream().map(Acknowledged::position).toList());
        assertThat(last)
                .extracting(Json::asSent)
                .containsExactlyElementsOf(expected.stream().map(Acknowledged::message).toList());
    }

    @Test
    void the_log_holds_every_message_once_and_has_no_gap() {
        List<JsonNode> events =
                hansard.client()
                        .get("/v1/audit/events", "Accept", "application/x-ndjson")
                        .expect(200)
                        .body()
                        .lines()
                        .map(Json::tree)
                        .toList();

        assertThat(events)
                .extracting(event -> event.get("position").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, dialogues.size() + acknowledged.size())
                                .boxed()
                                .toList());
        assertThat(events)
                .filteredOn(event -> event.get("type").asString().equals("MessageAppended"))
                .hasSameSizeAs(acknowledged);
    }

    @Test
    void nothing_of_what_was_said_is_in_a_log() throws Exception {
        String logs =
                hansard.output() + Files.readString(home.resolve("hansard-data/postgres.log"));
        Set<String> said =
                acknowledged.stream()
                        .map(each -> Json.tree(each.message()).path("content").asString(""))
                        .filter(content -> content.length() > 20)
                        .map(content -> content.substring(0, 20))
                        .collect(toSet());

        assertThat(said).isNotEmpty().noneMatch(logs::contains);
    }

    @Test
    void after_a_clean_restart_everything_reads_the_same_byte_for_byte() throws Exception {
        Map<String, String> before = readEverything();
        hansard.terminate();
        hansard.exitStatus(RunningHansard.STOPS_WITHIN);

        startAgain();

        assertThat(readEverything()).isEqualTo(before);
    }

    private static void startAgain() throws Exception {
        hansard = Launch.allInOne(home).onPort(hansard.client().port()).start().awaitReady();
    }

    private static Map<String, String> readEverything() {
        HansardClient client = hansard.client();
        Map<String, String> read = new TreeMap<>();
        for (Dialogue dialogue : dialogues) {
            String id = dialogue.conversationId();
            read.put(id, String.join("\n", new History(client, id).pages()));
            for (String path :
                    List.of(
                            "/v1/conversations/" + id,
                            "/v1/conversations/" + id + "/window",
                            "/v1/users/" + dialogue.userId() + "/messages",
                            "/v1/conversations?limit=100&userId=" + dialogue.userId())) {
                read.put(path, client.get(path).expect(200).body());
            }
        }
        return read;
    }
}
