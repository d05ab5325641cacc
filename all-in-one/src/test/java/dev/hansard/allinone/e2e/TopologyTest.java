package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.testing.TestSeals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The services of docker-compose.yml as processes on one PostgreSQL: with its environment, but for
 * addresses and ports.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TopologyTest {

    private static final String KEY = "topology-operator-key";

    @TempDir private static Path directory;
    private static ExternalPostgres postgres;
    private static ComposeFile compose;
    private static RunningHansard command;
    private static RunningHansard query1;
    private static RunningHansard query2;

    @BeforeAll
    static void up() throws IOException {
        postgres = ExternalPostgres.in(directory.resolve("postgres"));
        compose =
                ComposeFile.with(
                        Map.of(
                                "HANSARD_ADMINKEY",
                                KEY,
                                "HANSARD_ENCRYPTION_KEY",
                                TestSeals.KEY,
                                "POSTGRES_PASSWORD",
                                postgres.password()));
        command = start("command", Launch.commandService(directory.resolve("command")));
        query1 = start("query-1", Launch.queryService(directory.resolve("query-1")));
        query2 = start("query-2", Launch.queryService(directory.resolve("query-2")));
        command.awaitReady();
        query1.awaitReady();
        query2.awaitReady();
    }

    @AfterAll
    static void down() throws InterruptedException {
        for (RunningHansard service : new RunningHansard[] {command, query1, query2}) {
            if (service != null) {
                service.close();
            }
        }
        postgres.close();
    }

    @Test
    void an_agents_day_goes_well_on_every_node() {
        new Scenario(withKey(command), List.of(withKey(query1), withKey(query2))).run();
    }

    @Test
    void nobody_comes_in_without_the_key() {
        for (RunningHansard service : List.of(command, query1, query2)) {
            service.client().get("/actuator/health").expect(200);
            service.client().get("/v3/api-docs").expect(200);
            service.client().get("/actuator/prometheus").expectProblem(401, "unauthorized");
            withKey(service).get("/actuator/prometheus").expect(200);
        }
        command.client()
                .put("/v1/conversations/c", "{\"userId\":\"u\"}")
                .expectProblem(401, "unauthorized");
        command.client()
                .withKey("wrong")
                .put("/v1/conversations/c", "{\"userId\":\"u\"}")
                .expectProblem(401, "unauthorized");
        query1.client().get("/v1/conversations").expectProblem(401, "unauthorized");
        query2.client()
                .withKey(KEY + "x")
                .get("/v1/conversations")
                .expectProblem(401, "unauthorized");
    }

    @Test
    void tenants_are_walls_on_every_node() {
        HansardClient commands = withKey(command);
        Answer said =
                commands.with("Hansard-Tenant", "red")
                        .put(
                                "/v1/conversations/shared-id",
                                "{\"userId\":\"u\",\"messages\":["
                                        + Json.userMessage("of red")
                                        + "]}")
                        .expect(201);

        commands.append("shared-id", Json.userMessage("of default"))
                .expectProblem(404, "not-found");
        for (RunningHansard service : List.of(query1, query2)) {
            HansardClient reader = withKey(service).after(said);
            reader.get("/v1/conversations/shared-id").expectProblem(404, "not-found");
            assertThat(reader.get("/v1/users/u/messages").expect(200).data()).isEmpty();
            assertThat(
                            reader.with("Hansard-Tenant", "red")
                                    .get("/v1/users/u/messages")
                                    .expect(200)
                                    .data())
                    .hasSize(1);
        }
    }

    @Test
    void a_key_is_known_on_every_node_at_once_and_a_revoked_one_soon_is_not() {
        JsonNode made =
                withKey(command).post("/v1/admin/keys", "{\"role\":\"agent\"}").expect(201).json();
        List<HansardClient> nodes =
                Stream.of(command, query1, query2)
                        .map(node -> node.client().withKey(made.get("key").asString()))
                        .toList();
        nodes.getFirst().put("/v1/users/kim/session", "{}").expect(201);
        nodes.stream().skip(1).forEach(node -> node.get("/v1/sessions").expect(200));

        withKey(command).delete("/v1/admin/keys/" + made.get("id").asString()).expect(204);

        await().until(() -> nodes.stream().allMatch(node -> node.get("/v1/x").status() == 401));
    }

    @Test
    void each_side_answers_its_own_half_only() {
        withKey(command).get("/v1/conversations/c/window").expectProblem(404, "not-found");
        withKey(query1)
                .post("/v1/sessions", "{\"userId\":\"u\"}")
                .expectProblem(405, "method-not-allowed");
    }

    @Test
    void the_health_checks_ask_what_is_there() {
        for (String service : List.of("command", "query-1", "query-2")) {
            URI url = compose.healthUrl(service);
            assertThat(Integer.toString(url.getPort()))
                    .isEqualTo(compose.environment(service, value -> value).get("SERVER_PORT"));
            assertThat(url.getPath()).isEqualTo("/actuator/health");
        }
    }

    private static RunningHansard start(String service, Launch launch) throws IOException {
        String database = postgres.url().replaceFirst("^jdbc:postgresql://", "");
        return launch.asShipped()
                .with(
                        compose.environment(
                                service,
                                value ->
                                        value.replace("postgres:5432/hansard", database)
                                                .replace("/var/lib/hansard", directory + "/files")))
                .with("SERVER_PORT", Integer.toString(launch.port()))
                .start();
    }

    private static HansardClient withKey(RunningHansard service) {
        return service.client().withKey(KEY);
    }
}
