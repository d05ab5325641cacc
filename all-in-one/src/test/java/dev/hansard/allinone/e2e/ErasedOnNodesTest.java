package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** When the receipt is there, no node has anything left of who was erased. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasedOnNodesTest {

    private static final String RESULT =
            "{\"agent\":\"a\",\"request\":{\"q\":\"%s\"},\"userId\":\"ann\"}";

    @Test
    void two_query_services_let_go_of_what_they_have_in_memory(@TempDir Path directory)
            throws Exception {
        try (var postgres = ExternalPostgres.in(directory.resolve("postgres"));
                var command = start(Launch.commandService(directory.resolve("command")), postgres);
                var one = start(Launch.queryService(directory.resolve("one")), postgres);
                var two = start(Launch.queryService(directory.resolve("two")), postgres)) {
            for (RunningHansard service : List.of(command, one, two)) {
                service.awaitReady();
            }
            List<HansardClient> nodes = List.of(one.client(), two.client());
            String marker = Marked.everywhere(command.client(), one.client(), "ann", "of-ann");
            for (HansardClient node : nodes) {
                await().untilAsserted(
                                () ->
                                        assertThat(answers(node, marker))
                                                .filteredOn(answer -> answer.contains(marker))
                                                .hasSizeGreaterThan(8));
            }

            command.client().post("/v1/users/ann/erasure", "{\"confirm\":\"ann\"}").expect(202);
            await().atMost(Duration.ofSeconds(90))
                    .until(
                            () ->
                                    one.client()
                                            .get("/v1/users/ann/erasure")
                                            .body()
                                            .contains("\"succeeded\""));

            for (HansardClient node : nodes) {
                assertThat(answers(node, marker)).noneMatch(answer -> answer.contains(marker));
                node.get("/v1/conversations/of-ann").expectProblem(410, "erased");
            }
            command.client()
                    .append("of-ann", Json.userMessage("once more"))
                    .expectProblem(410, "erased");
            try (Stream<Path> written = Files.walk(directory)) {
                for (Path log :
                        written.filter(path -> path.getFileName().toString().startsWith("output"))
                                .toList()) {
                    assertThat(Files.readString(log)).doesNotContain(marker);
                }
            }
        }
    }

    private static RunningHansard start(Launch launch, ExternalPostgres postgres) throws Exception {
        return launch.with(postgres.environment()).start();
    }

    private static List<String> answers(HansardClient node, String marker) {
        String result =
                node.post("/v1/results/lookup", RESULT.formatted(marker))
                        .body()
                        .replace("\"q\":\"" + marker + "\"", "");
        return Stream.concat(
                        Stream.of(result),
                        ErasureTest.OF_A_USER.stream()
                                .map(path -> node.get(path.formatted("ann")).body()))
                .toList();
    }
}
