package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recorded dialogues and what else a tenant can have go from one Hansard into another, where every
 * answer is then the same, but for positions.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestMethodOrder(OrderAnnotation.class)
class ImportTest {

    private static final int DIALOGUES = 10;
    private static final String NDJSON = "application/x-ndjson";

    @TempDir private static Path directory;
    private static List<Dialogue> dialogues;
    private static InProcessHansard one;
    private static InProcessHansard other;
    private static String export;

    @BeforeAll
    static void fill_one_and_begin_another() throws Exception {
        var file = ProjectFiles.realInput("airline-dialogues.ndjson");
        assumeTrue(file.isPresent(), "the real input is not there");
        dialogues = Dialogue.allOf(file.get()).stream().limit(DIALOGUES).toList();
        one = InProcessHansard.startIn(directory.resolve("one"));
        other = InProcessHansard.startIn(directory.resolve("other"));
        new DialogueClients(one.client(), dialogues).start().get();
        String first = dialogues.getFirst().conversationId();
        HansardClient client = one.client();
        client.post(
                "/v1/conversations/" + first + "/compact",
                "{\"summary\":\"so far\",\"keepLast\":2}");
        client.post("/v1/conversations/" + first + "/fork", "{\"conversationId\":\"forked\"}");
        client.put("/v1/users/ann/session", "{\"metadata\":{\"channel\":\"web\"}}").expect(201);
        client.put("/v1/users/ann/profile", "{\"name\":\"Ann\",\"n\":1.10}").expect(204);
        client.put("/v1/users/ann/state/flow", "{\"value\":[1e400]}").expect(204);
        client.put("/v1/tables/flights/SK4035", "{\"value\":{\"seats\":3}}").expect(204);
        client.put("/v1/admin/settings", "{\"limits\":{\"message\":65536}}").expect(204);
        // Of another tenant, so that positions differ.
        other.client()
                .with("Hansard-Tenant", "there-before")
                .put("/v1/conversations/x", "{\"userId\":\"x\"}")
                .expect(201);
        export = client.get("/v1/audit/export").expect(200).body();
    }

    @AfterAll
    static void stop() {
        if (one != null) {
            one.close();
            other.close();
        }
    }

    @Test
    @Order(1)
    void an_edited_file_is_refused_with_its_first_bad_line_and_nothing_is_imported() {
        List<String> lines = new ArrayList<>(export.lines().toList());
        lines.set(6, lines.get(6).replace("\"sequence\":", "\"sequence\": "));

        Answer refused = bringIn(String.join("\n", lines)).expect(422);

        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("line 7");
        assertThat(bringIn(export.substring(0, export.length() - 50)).expect(422).body())
                .contains("line " + lines.size());
        assertThat(other.client().get("/v1/audit/events", "Accept", NDJSON).expect(200).body())
                .isEmpty();
    }

    @Test
    @Order(2)
    void everything_reads_as_it_did_but_for_positions() {
        String key =
                one.client().get("/v1/audit/head").expect(200).json().get("publicKey").asString();
        Map<String, String> before = readEverything(one.client());

        Answer imported =
                bringIn(export, "?publicKey=" + key.replace('+', '-').replace('/', '_'))
                        .expect(200);

        assertThat(imported.position()).isGreaterThan(0);
        assertThat(readEverything(other.client())).isEqualTo(before);
    }

    @Test
    @Order(3)
    void the_chain_is_the_same_and_goes_on() {
        var head = one.client().get("/v1/audit/head").expect(200).json().get("head").asString();
        assertThat(other.client().get("/v1/audit/head").expect(200).json().get("head").asString())
                .isEqualTo(head);
        assertThat(eventLines(other.client().get("/v1/audit/export").expect(200).body()))
                .isEqualTo(eventLines(export));

        String first = dialogues.getFirst().conversationId();
        other.client().append(first, Json.userMessage("and so on")).expect(201);
        var verified = Verification.of(other.client(), "{\"expectedHead\":\"" + head + "\"}");
        assertThat(verified.has("firstBadPosition")).as(verified.toString()).isFalse();
    }

    @Test
    @Order(4)
    void a_tenant_that_has_events_is_not_imported_into() {
        Answer refused = bringIn(export).expect(409);

        assertThat(refused.json().get("code").asString()).isEqualTo("already-exists");
        assertThat(refused.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    @Order(5)
    void a_body_that_is_no_export_is_refused() {
        HansardClient empty = other.client().with("Hansard-Tenant", "empty");

        empty.exchange("POST", "/v1/audit/import", "{}".getBytes(UTF_8)).expect(415);
        empty.exchange("POST", "/v1/audit/import", new byte[0], "Content-Type", NDJSON).expect(422);
        empty.exchange("POST", "/v1/audit/import", export.getBytes(UTF_8), "Content-Type", NDJSON)
                .expect(422);
        empty.exchange(
                        "POST",
                        "/v1/audit/import?publicKey=none",
                        export.getBytes(UTF_8),
                        "Content-Type",
                        NDJSON)
                .expect(422);
    }

    private static Answer bringIn(String file) {
        return bringIn(file, "");
    }

    private static Answer bringIn(String file, String query) {
        return other.client()
                .exchange(
                        "POST",
                        "/v1/audit/import" + query,
                        file.getBytes(UTF_8),
                        "Content-Type",
                        NDJSON);
    }

    private static Map<String, String> readEverything(HansardClient client) {
        Map<String, String> read = new TreeMap<>();
        List<String> paths =
                new ArrayList<>(
                        List.of(
                                "/v1/conversations/forked/window",
                                "/v1/conversations/forked/messages?limit=100",
                                "/v1/users/ann/session",
                                "/v1/users/ann/profile",
                                "/v1/users/ann/state",
                                "/v1/sessions?limit=100",
                                "/v1/tables/flights",
                                "/v1/admin/settings",
                                "/v1/conversations?limit=1000"));
        for (Dialogue dialogue : dialogues) {
            String id = dialogue.conversationId();
            paths.add("/v1/conversations/" + id);
            paths.add("/v1/conversations/" + id + "/window");
            paths.add("/v1/conversations/" + id + "/messages?limit=1000");
            paths.add("/v1/users/" + dialogue.userId() + "/messages");
        }
        for (String path : paths) {
            read.put(path, withoutPositions(client.get(path).expect(200).body()));
        }
        read.put(
                "events",
                withoutPositions(
                        client.get("/v1/audit/events", "Accept", NDJSON).expect(200).body()));
        return read;
    }

    private static String withoutPositions(String json) {
        return json.replaceAll("\"position\":[0-9]+", "\"position\":0")
                .replaceAll("\"next\":\"[^\"]*\"", "\"next\":\"\"");
    }

    /** Checks differ from the first line on; keys and heads are those of the store. */
    private static List<String> eventLines(String file) {
        return file.lines()
                .skip(1)
                .filter(line -> line.contains("\"kind\":\"event\""))
                .map(line -> line.substring(line.indexOf("\"kind\"")))
                .toList();
    }
}
