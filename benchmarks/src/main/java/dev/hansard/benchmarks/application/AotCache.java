package dev.hansard.benchmarks.application;

import dev.hansard.benchmarks.application.ChildApplication.Launch;
import dev.hansard.benchmarks.harness.Progress;
import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.postgres.Database;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.spi.ToolProvider;

/**
 * What one all-in-one has learnt while it was used, for those that are measured: they need minutes
 * less until they are as fast as they get. Made when the first part of a run asks for it.
 */
public final class AotCache {

    private static final String QUIET = "-Xlog:aot*=error,cds*=error";
    private static final int CONNECTIONS = 32;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final int TURNS = 2;

    private final BenchmarkServer server;
    private final Progress progress;
    private final Path directory;
    private @Nullable List<String> program;

    /**
     * @param directory where it is kept
     */
    public AotCache(BenchmarkServer server, Progress progress, Path directory) {
        this.server = server;
        this.progress = progress;
        this.directory = directory;
    }

    /** What a JVM is started with that runs the {@link BenchmarkApplication} with it. */
    List<String> program() throws Exception {
        if (program == null) {
            progress.say("an all-in-one learns for those that are measured");
            Path cache = directory.resolve("benchmark.aot");
            Files.deleteIfExists(cache);
            String classPath = jars();
            train(program("-XX:AOTCacheOutput=" + cache, classPath));
            if (!Files.exists(cache)) {
                throw new IOException("it has left no cache behind, see " + log());
            }
            program = program("-XX:AOTCache=" + cache, classPath);
        }
        return program;
    }

    private static List<String> program(String cache, String classPath) {
        return List.of(cache, QUIET, "-classpath", classPath, BenchmarkApplication.class.getName());
    }

    private void train(List<String> with) throws Exception {
        Database database = Talks.create(server, "training");
        var launch = new Launch(with, "1g", database, List.of());
        try (var application = ChildApplication.start(launch, log());
                var load = new HttpLoad(application.port(), CONNECTIONS)) {
            for (int turn = 0; turn < TURNS; turn++) {
                use(load, 204, Talks::emptyPost);
                use(load, 201, Talks::append);
                use(load, 200, Talks::window);
            }
        }
        server.drop(database);
    }

    private static void use(HttpLoad load, int status, Supplier<byte[]> requests) throws Exception {
        double _ = load.perSecond(status, requests, TURN);
    }

    private Path log() {
        return directory.resolve("training.log");
    }

    /** Of a directory the JVM keeps nothing, so that what is one becomes a jar. */
    private String jars() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            jars.add(Files.isDirectory(Path.of(entry)) ? jar(entry, jars.size()) : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private String jar(String classes, int number) throws IOException {
        Path all = Files.createDirectories(directory.resolve("jars"));
        String file = all.resolve(number + ".jar").toString();
        int status =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--create",
                                "--file",
                                file,
                                "-C",
                                classes,
                                ".");
        if (status != 0) {
            throw new IOException("no jar of " + classes);
        }
        return file;
    }
}
