package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docker-compose.yml} fits what the build makes and what the settings are called. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComposeConformityTest {

    private static final String DATABASE = "postgres";

    private final ComposeFile compose = new ComposeFile();

    @Test
    void it_has_a_database_one_command_service_two_query_services_and_a_proxy() {
        assertThat(compose.services())
                .containsExactlyInAnyOrder(DATABASE, "command", "query-1", "query-2", "proxy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query-1", "query-2"})
    void every_variable_of_a_service_is_a_setting(String service) {
        Set<String> known =
                Setting.all().stream().map(Setting::variable).collect(Collectors.toSet());

        assertThat(known).containsAll(compose.environment(service).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query-1", "query-2"})
    void a_service_is_given_the_database_its_password_and_the_key(String service) {
        assertThat(compose.environment(service))
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/hansard")
                .containsEntry(
                        "SPRING_DATASOURCE_USERNAME",
                        compose.environment(DATABASE).get("POSTGRES_USER"))
                .containsEntry(
                        "SPRING_DATASOURCE_PASSWORD",
                        compose.environment(DATABASE).get("POSTGRES_PASSWORD"))
                .hasEntrySatisfying(
                        "HANSARD_ADMINKEY",
                        key -> assertThat(key).startsWith("${HANSARD_ADMINKEY:?"));
    }

    @ParameterizedTest
    @CsvSource({"command, 8081", "query-1, 8082", "query-2, 8082"})
    void a_service_listens_where_its_health_check_and_its_image_expect_it(
            String service, String port) {
        assertThat(compose.environment(service)).containsEntry("SERVER_PORT", port);
        assertThat(compose.healthCheck(service))
                .contains("http://127.0.0.1:" + port + "/actuator/health");
        assertThat(dockerfile(service)).contains("EXPOSE " + port + "\n");
    }

    @Test
    void whatever_something_waits_for_has_a_health_check() {
        for (String service : compose.services()) {
            compose.dependencies(service)
                    .forEach(
                            (other, condition) -> {
                                assertThat(condition).isEqualTo("service_healthy");
                                assertThat(compose.healthCheck(other)).as(other).isNotEmpty();
                            });
        }
        assertThat(compose.dependencies("proxy").keySet())
                .containsExactlyInAnyOrder("command", "query-1", "query-2");
        assertThat(compose.dependencies("query-2").keySet()).containsExactly(DATABASE);
        assertThat(compose.dependencies("command").keySet()).containsExactly(DATABASE);
    }

    @Test
    void secrets_are_required_and_the_example_names_every_variable() {
        assertThat(ComposeFile.requiredVariables())
                .containsExactlyInAnyOrder(
                        "HANSARD_ADMINKEY", "HANSARD_ENCRYPTION_KEY", "POSTGRES_PASSWORD");
        assertThat(exampleVariables()).containsExactlyInAnyOrderElementsOf(ComposeFile.variables());
        assertThat(Repository.read(".env.example"))
                .as("no secret is given away")
                .contains(
                        "HANSARD_ADMINKEY=\n", "HANSARD_ENCRYPTION_KEY=\n", "POSTGRES_PASSWORD=\n");
        assertThat(Repository.read(".gitignore").lines()).contains(".env");
    }

    @ParameterizedTest
    @CsvSource({"command, command-side", "query-1, query-side"})
    void an_image_takes_the_jar_that_the_build_makes(String service, String module) {
        String jar = "target/" + module + "-" + version() + "-exec.jar";
        String copied =
                dockerfile(service)
                        .lines()
                        .filter(line -> line.startsWith("COPY "))
                        .map(line -> line.split(" ")[1])
                        .findFirst()
                        .orElseThrow();

        assertThat(compose.build(service)).isEqualTo("./" + module);
        assertThat(matches(copied, jar)).isTrue();
        assertThat(Repository.read(module + "/.dockerignore").lines())
                .anyMatch(line -> line.startsWith("!") && matches(line.substring(1), jar));
    }

    @Test
    void the_proxy_knows_the_services_by_their_names_and_ports() {
        String proxy = Repository.read(ProxyTable.FILE);

        assertThat(Pattern.compile("server +([a-z0-9-]+):(\\d+) resolve").matcher(proxy).results())
                .extracting(found -> found.group(1) + ":" + found.group(2))
                .containsExactly("command:8081", "query-1:8082", "query-2:8082");
        assertThat(compose.volumes("proxy"))
                .contains("./" + ProxyTable.FILE + ":/etc/nginx/nginx.conf:ro");
    }

    @Test
    void docker_compose_takes_the_file(@TempDir Path directory)
            throws IOException, InterruptedException {
        assumeTrue(isInstalled("docker-compose"), "docker-compose is not installed");
        Path env = directory.resolve(".env");
        Files.writeString(
                env, "HANSARD_ADMINKEY=k\nHANSARD_ENCRYPTION_KEY=e\nPOSTGRES_PASSWORD=p\n");

        assertThat(config(env)).isZero();
    }

    @Test
    void without_its_secrets_docker_compose_refuses_the_file(@TempDir Path directory)
            throws IOException, InterruptedException {
        assumeTrue(isInstalled("docker-compose"), "docker-compose is not installed");
        Path env = directory.resolve(".env");
        Files.writeString(
                env, "HANSARD_ADMINKEY=k\nHANSARD_ENCRYPTION_KEY=\nPOSTGRES_PASSWORD=p\n");

        assertThat(config(env)).isNotZero();
    }

    private static int config(Path env) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "docker-compose",
                                "-f",
                                Repository.path(ComposeFile.FILE).toString(),
                                "--env-file",
                                env.toString(),
                                "config",
                                "--quiet")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private String dockerfile(String service) {
        return Repository.read(compose.build(service).substring(2) + "/Dockerfile");
    }

    private static List<String> exampleVariables() {
        return Repository.read(".env.example")
                .lines()
                .filter(line -> line.matches("\\w+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    private static String version() {
        return Pattern.compile("<artifactId>hansard</artifactId>\\s*<version>([^<]+)<")
                .matcher(Repository.read("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(String pattern, String path) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(path));
    }
}
