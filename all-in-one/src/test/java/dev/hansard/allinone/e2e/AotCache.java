package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The classes that an all-in-one loads, in the AOT cache that the processes of all tests share: one
 * that need not read, verify and link them starts with less than half the work. A first process,
 * used a little and stopped, leaves the cache behind.
 */
final class AotCache {

    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(10);
    private static final AotCache OF_ALL_IN_ONE = new AotCache();

    private final Path directory = ProjectFiles.root().resolve("all-in-one/target/aot-cache");
    private final Path cache = directory.resolve("classes.aot");
    private final String classPath;

    private AotCache() {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(cache);
            classPath = jars();
            write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For a JVM that runs an all-in-one. One that finds it unfit does without. */
    static List<String> arguments() {
        return List.of(
                "-XX:AOTCache=" + OF_ALL_IN_ONE.cache,
                "-Xlog:aot*=error,cds*=error",
                "-cp",
                OF_ALL_IN_ONE.classPath);
    }

    /** A cache is of jars alone, so that what is a directory yet becomes one. */
    private String jars() {
        List<String> jars = new ArrayList<>();
        for (String entry : Launch.ownClassPath().toList()) {
            Path path = Path.of(entry);
            jars.add(Files.isDirectory(path) ? jar(path, jars.size()) : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private String jar(Path classes, int number) {
        String file = directory.resolve(number + ".jar").toString();
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        int status =
                jar.run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        file,
                        "-C",
                        classes.toString(),
                        ".");
        assertThat(status).as("jar of " + classes).isZero();
        return file;
    }

    private void write() throws IOException, InterruptedException {
        Launch launch =
                Launch.allInOne(directory)
                        .with("HANSARD_EPHEMERAL", "true")
                        .withProgram(
                                "-XX:AOTCacheOutput=" + cache,
                                "-Xlog:aot*=error,cds*=error",
                                "-cp",
                                classPath);
        try (var hansard = launch.start().awaitReady()) {
            HansardClient client = hansard.client();
            client.put("/v1/conversations/talk", "{\"userId\":\"ann\"}").expect(201);
            client.append("talk", Json.userMessage("hello")).expect(201);
            client.get("/v1/conversations/talk/window").expect(200);
            client.get("/v1/users/ann/messages").expect(200);
            hansard.terminate();
            hansard.exitStatus(WRITTEN_WITHIN);
        }
    }
}
