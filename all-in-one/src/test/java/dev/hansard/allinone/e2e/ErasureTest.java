package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A person or a tenant is erased: from every answer, and for ever. The others stay as they are. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasureTest {

    /** What tells of a user, and of the conversation and session {@code of-} that user. */
    static final List<String> OF_A_USER =
            List.of(
                    "/v1/users/%1$s/messages",
                    "/v1/users/%1$s/profile",
                    "/v1/users/%1$s/session",
                    "/v1/users/%1$s/state",
                    "/v1/users/%1$s/state/goal",
                    "/v1/sessions?userId=%1$s",
                    "/v1/sessions/of-%1$s",
                    "/v1/sessions/of-%1$s/messages",
                    "/v1/sessions/of-%1$s/state",
                    "/v1/conversations?userId=%1$s",
                    "/v1/conversations/of-%1$s",
                    "/v1/conversations/of-%1$s/messages",
                    "/v1/conversations/of-%1$s/window",
                    "/v1/audit/users/%1$s",
                    "/v1/audit/users/%1$s?at=20",
                    "/v1/audit/conversations/of-%1$s",
                    "/v1/audit/sessions/of-%1$s",
                    "/v1/audit/events?userId=%1$s&limit=1000");

    @Test
    void what_an_erased_user_said_is_found_in_no_answer_and_all_else_stays(
            @TempDir Path directory) {
        try (var hansard = InProcessHansard.startIn(directory.resolve("data"))) {
            HansardClient client = hansard.client();
            String marker = Marked.everywhere(client, "ann", "of-ann");
            Marked.everywhere(client, "ben", "of-ben");
            List<String> before = liveAnswers(client, "ben");
            assertThat(answers(client, "ann")).anyMatch(answer -> answer.contains(marker));

            JsonNode receipt = erase(client, "ann");

            assertThat(receipt.get("userId").asString()).isEqualTo("ann");
            assertThat(receipt.get("conversations").asLong()).isEqualTo(1);
            assertThat(receipt.get("sessions").asLong()).isEqualTo(1);
            assertThat(receipt.get("events").asLong()).isEqualTo(9);
            assertThat(answers(client, "ann")).noneMatch(answer -> answer.contains(marker));
            assertThat(liveAnswers(client, "ben")).isEqualTo(before);
            assertGone(client, "ann");
            assertShown(client, receipt);
            assertVerified(client);
            assertThat(new StoredText(hansard.dataSource()).tablesWith(marker)).isEmpty();
        }
    }

    @Test
    void a_restart_brings_nobody_back_and_no_tenant(@TempDir Path directory) {
        Path data = directory.resolve("data");
        String marker;
        WipedTenant tenant;
        List<String> others;
        try (var hansard = InProcessHansard.startIn(data)) {
            HansardClient client = hansard.client();
            marker = Marked.everywhere(client, "ann", "of-ann");
            Marked.everywhere(client, "ben", "of-ben");
            tenant = WipedTenant.filled(client);
            others = liveAnswers(client, "ben");
            erase(client, "ann");

            tenant.erase();

            tenant.assertGone(hansard.dataSource());
            assertThat(liveAnswers(client, "ben")).isEqualTo(others);
            assertVerified(tenant.client());
            assertVerified(client);
        }
        try (var hansard = InProcessHansard.startIn(data, "--hansard.read-model.start=replay")) {
            HansardClient client = hansard.client();
            assertThat(answers(client, "ann")).noneMatch(answer -> answer.contains(marker));
            assertGone(client, "ann");
            tenant.at(client).assertGone(hansard.dataSource());
            assertThat(liveAnswers(client, "ben")).isEqualTo(others);
        }
    }

    @Test
    void a_backup_from_before_brings_nobody_back(@TempDir Path directory) throws IOException {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        String marker;
        try (var hansard = InProcessHansard.startIn(data)) {
            marker = Marked.everywhere(hansard.client(), "ann", "of-ann");
            Marked.everywhere(hansard.client(), "ben", "of-ben");
        }
        copy(data.resolve("postgres"), backup);
        try (var hansard = InProcessHansard.startIn(data)) {
            erase(hansard.client(), "ann");
        }
        FileSystemUtils.deleteRecursively(data.resolve("postgres"));
        copy(backup, data.resolve("postgres"));

        try (var hansard = InProcessHansard.startIn(data)) {
            HansardClient client = hansard.client();
            assertThat(answers(client, "ann")).noneMatch(answer -> answer.contains(marker));
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    client.get("/v1/users/ann/erasure")
                                            .body()
                                            .contains("\"succeeded\""));
            assertGone(client, "ann");
            client.get("/v1/users/ben/profile").expect(200);
        }
    }

    @Test
    void without_seals_nobody_can_be_erased(@TempDir Path directory) {
        try (var hansard =
                InProcessHansard.startIn(
                        directory.resolve("data"), "--hansard.encryption.enabled=false")) {
            Marked.everywhere(hansard.client(), "ann", "of-ann");

            hansard.client()
                    .post("/v1/users/ann/erasure", "{\"confirm\":\"ann\"}")
                    .expectProblem(409, "erasure-unavailable");
        }
    }

    @Test
    void an_erasure_has_to_be_confirmed_and_needs_somebody() {
        HansardClient client = InProcessHansard.shared().client();
        Marked.everywhere(client, "cat", "of-cat");

        client.post("/v1/users/cat/erasure", "{\"confirm\":\"dog\"}")
                .expectProblem(422, "invalid-request");
        client.post("/v1/users/nobody-ever/erasure", "{\"confirm\":\"nobody-ever\"}")
                .expectProblem(404, "not-found");
        client.get("/v1/users/cat/erasure").expectProblem(404, "not-found");
        client.get("/v1/users/cat/profile").expect(200);
    }

    /** With the rights that PostgreSQL insists on. */
    private static void copy(Path from, Path to) throws IOException {
        FileSystemUtils.copyRecursively(from, to);
        try (Stream<Path> copied = Files.walk(to)) {
            for (Path path : (Iterable<Path>) copied::iterator) {
                Files.setPosixFilePermissions(
                        path,
                        PosixFilePermissions.fromString(
                                Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
        }
    }

    private static JsonNode erase(HansardClient client, String user) {
        String path = "/v1/users/" + user + "/erasure";
        Answer begun = client.post(path, "{\"confirm\":\"" + user + "\"}").expect(202);
        assertThat(begun.header("Location")).isEqualTo(path);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get(path).body().contains("\"succeeded\""));
        return client.get(path).expect(200).json();
    }

    private static List<String> answers(HansardClient client, String user) {
        return answers(OF_A_USER, client, user);
    }

    /** Without those that tell the position of the present. */
    private static List<String> liveAnswers(HansardClient client, String user) {
        return answers(
                OF_A_USER.stream().filter(path -> !path.contains("/audit/")).toList(),
                client,
                user);
    }

    private static List<String> answers(List<String> paths, HansardClient client, String user) {
        return paths.stream()
                .map(path -> client.get(path.formatted(user)))
                .map(answer -> answer.status() + " " + answer.body())
                .toList();
    }

    private static void assertGone(HansardClient client, String user) {
        String own = "of-" + user;
        for (String path :
                List.of(
                        "/v1/conversations/" + own,
                        "/v1/conversations/" + own + "/window",
                        "/v1/sessions/" + own,
                        "/v1/users/" + user + "/profile",
                        "/v1/audit/users/" + user)) {
            client.get(path).expectProblem(410, "erased");
        }
        client.append(own, Json.userMessage("once more")).expectProblem(410, "erased");
        client.put("/v1/users/" + user + "/profile", "{}").expectProblem(410, "erased");
        client.put("/v1/sessions/" + own + "/state/x", "{\"value\":1}")
                .expectProblem(410, "erased");
        client.post("/v1/conversations", "{\"userId\":\"" + user + "\"}")
                .expectProblem(410, "erased");
        client.put("/v1/users/" + user + "/session", "{}").expectProblem(410, "erased");
        client.put(
                        "/v1/results",
                        "{\"agent\":\"a\",\"request\":1,\"output\":1,\"userId\":\"%s\"}"
                                .formatted(user))
                .expectProblem(410, "erased");
        assertThat(client.get("/v1/conversations?userId=" + user).expect(200).data()).isEmpty();
        assertThat(client.get("/v1/sessions?userId=" + user).expect(200).data()).isEmpty();
    }

    private static void assertShown(HansardClient client, JsonNode receipt) {
        List<JsonNode> events =
                client.get("/v1/audit/events?userId=ann&limit=1000").expect(200).data();
        assertThat(events).hasSize(10);
        assertThat(events.subList(0, 9))
                .allSatisfy(event -> assertThat(event.path("erased").asBoolean()).isTrue())
                .allSatisfy(event -> assertThat(event.has("payload")).isFalse());
        assertThat(events.getLast().get("type").asString()).isEqualTo("UserErased");
        assertThat(events.getLast().get("position")).isEqualTo(receipt.get("position"));
        assertThat(
                        client.get("/v1/audit/events?type=ErasureCompleted")
                                .expect(200)
                                .data()
                                .getFirst()
                                .get("payload")
                                .get("events")
                                .asLong())
                .isEqualTo(9);
    }

    private static void assertVerified(HansardClient client) {
        String path =
                "/v1/audit/verifications/"
                        + client.post("/v1/audit/verifications", "{}")
                                .expect(202)
                                .json()
                                .get("id")
                                .asString();
        await().until(() -> client.get(path).body().contains("\"succeeded\""));
        JsonNode verified = client.get(path).json();
        assertThat(verified.has("firstBadPosition")).as(verified.toString()).isFalse();
        assertThat(verified.path("differences")).as(verified.toString()).isEmpty();
    }
}
