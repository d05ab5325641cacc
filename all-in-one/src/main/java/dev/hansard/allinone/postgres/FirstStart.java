package dev.hansard.allinone.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.hansard.allinone.postgres.Programs.Outcome;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the cluster of an empty data directory. It is made under another name and renamed as the
 * last step, so that whoever is killed on the way leaves nothing that looks like a cluster.
 */
final class FirstStart {

    static final String ROLE = "hansard";
    static final String DATABASE = "hansard";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 32;

    /**
     * First values of postgresql.conf, the operator's file from then on. Errors of statements go to
     * Hansard, not to the log: their texts can quote what people wrote.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "cluster_name=hansard",
                    "max_connections=100",
                    "shared_buffers=128MB",
                    "jit=off",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "log_checkpoints=off",
                    "log_min_messages=log",
                    "log_min_error_statement=panic",
                    "log_error_verbosity=terse");

    private final DataDirectory directory;
    private final Programs programs;

    FirstStart(DataDirectory directory, Programs programs) {
        this.directory = directory;
        this.programs = programs;
    }

    void makeCluster() throws IOException {
        Path unfinished = directory.unfinishedCluster();
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(unfinished, OwnerOnly.DIRECTORY);
        writePassword();
        initialise(unfinished);
        createDatabase(unfinished);
        Files.move(unfinished, directory.cluster(), ATOMIC_MOVE);
        try (var root = FileChannel.open(directory.root(), READ)) {
            root.force(true);
        }
    }

    private void writePassword() throws IOException {
        var random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        try (var file =
                FileChannel.open(
                        directory.password(),
                        Set.of(CREATE, WRITE, TRUNCATE_EXISTING),
                        OwnerOnly.FILE)) {
            file.write(ByteBuffer.wrap(password.getBytes(UTF_8)));
            file.force(true);
        }
    }

    private void initialise(Path unfinished) {
        var fixed =
                Stream.of(
                        "--pgdata=" + unfinished,
                        "--username=" + ROLE,
                        "--pwfile=" + directory.password(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions");
        var settings = SETTINGS.stream().map(setting -> "--set=" + setting);
        check(programs.run("initdb", LIMIT, Stream.concat(fixed, settings).toArray(String[]::new)));
    }

    private void createDatabase(Path unfinished) {
        check(
                programs.runWithInput(
                        "postgres",
                        "CREATE DATABASE " + DATABASE + "\n",
                        LIMIT,
                        "--single",
                        "-D",
                        unfinished.toString(),
                        "-c",
                        "exit_on_error=on",
                        "postgres"));
    }

    private void check(Outcome outcome) {
        if (!outcome.ok()) {
            throw Refusals.firstStartFailed(directory.root(), outcome.cause());
        }
    }
}
