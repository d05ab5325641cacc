package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The disk of PostgreSQL is full, and has room again. It is a small file system of its own, which
 * takes the right to mount one.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DiskFullTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir private Path directory;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString()) == 0,
                "no right to mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void writes_are_refused_warm_reads_go_on_and_nothing_is_lost() throws Exception {
        try (var postgres = ExternalPostgres.in(disk.resolve("postgres"));
                var hansard =
                        Launch.allInOne(directory.resolve("home"))
                                .with(postgres.environment())
                                .start()
                                .awaitReady()) {
            HansardClient client = hansard.client();
            client.put("/v1/conversations/c", "{\"userId\":\"u\"}").expect(201);
            List<String> said = new ArrayList<>();
            say(client, "first", said).expect(201);
            Path filler = fill();

            Answer refused = sayUntilRefused(client, said);

            refused.expectProblem(503, "store-unavailable");
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            HansardClient reader =
                    client.with("Hansard-Min-Position", Integer.toString(said.size() + 1));
            assertThat(contents(reader.get("/v1/conversations/c/window?messages=5")))
                    .isEqualTo(said.subList(said.size() - 5, said.size()));

            Files.delete(filler);
            await().until(() -> say(client, "last", said).status() == 201);
            assertThat(
                            new History(client, "c")
                                    .messages().stream()
                                            .map(message -> message.get("content").asString()))
                    .isEqualTo(said);
            Ledger.hasNoGap(postgres);
        }
    }

    private static Answer sayUntilRefused(HansardClient client, List<String> said) {
        for (int i = 0; i < 1_000; i++) {
            Answer answer = say(client, i + "x".repeat(20_000), said);
            if (answer.status() != 201) {
                return answer;
            }
        }
        throw new AssertionError("a full disk takes everything");
    }

    private static Answer say(HansardClient client, String content, List<String> said) {
        Answer answer = client.append("c", Json.userMessage(content));
        if (answer.status() == 201) {
            said.add(content);
        }
        return answer;
    }

    private static List<String> contents(Answer window) {
        return window.expect(200)
                .json()
                .get("messages")
                .valueStream()
                .map((JsonNode message) -> message.get("content").asString())
                .toList();
    }

    /** Leaves no byte free. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] zeros = new byte[MEBIBYTE / 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
