package dev.hansard.allinone.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.edge.startup.StartRefusedException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that starts an embedded PostgreSQL, says so, and waits to be killed. */
final class ChildProcess implements AutoCloseable {

    private static final String EPHEMERAL = "-";
    private static final String ANSWER = "> ";

    private final Process process;
    private final String answer;

    private ChildProcess(Process process) {
        this.process = process;
        this.answer =
                process.inputReader(UTF_8)
                        .lines()
                        .filter(line -> line.startsWith(ANSWER))
                        .findFirst()
                        .orElseThrow()
                        .substring(ANSWER.length());
    }

    /** Starts one on a data directory, or on a temporary one for null. */
    static ChildProcess on(@Nullable Path dataDir) throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildProcess.class.getName(),
                        dataDir == null ? EPHEMERAL : dataDir.toString());
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    static void main(String[] args) throws IOException, SQLException {
        var settings =
                args[0].equals(EPHEMERAL)
                        ? EmbeddedPostgresSettings.temporary()
                                .withProgramsDir(TestPostgres.PROGRAMS)
                        : TestPostgres.keptIn(Path.of(args[0]));
        try (var postgres = EmbeddedPostgres.start(settings)) {
            Path dataDir = postgres.dataDirectory();
            var server = Postmaster.on(dataDir.resolve("postgres")).orElseThrow();
            if (!args[0].equals(EPHEMERAL)) {
                TestPostgres.execute(postgres, "INSERT INTO said VALUES ('by the child')");
            }
            System.out.println(ANSWER + server.process() + " " + dataDir);
            System.in.read();
        } catch (StartRefusedException e) {
            System.out.println(ANSWER + e.getMessage());
            System.exit(1);
        }
    }

    /** The refusal, or the number of the server process and the data directory. */
    String answer() {
        return answer;
    }

    boolean serverIsAlive() throws IOException {
        return Postmaster.on(dataDirectory().resolve("postgres"))
                .filter(server -> answer.startsWith(server.process() + " "))
                .isPresent();
    }

    Path dataDirectory() {
        return Path.of(answer.split(" ", 2)[1]);
    }

    long pid() {
        return process.pid();
    }

    int exitStatus() throws InterruptedException {
        process.waitFor(20, TimeUnit.SECONDS);
        return process.exitValue();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it stop its server and end. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.outputWriter().close();
        process.waitFor(20, TimeUnit.SECONDS);
    }
}
