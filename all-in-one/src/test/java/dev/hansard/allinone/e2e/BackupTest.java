package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import dev.hansard.eventstore.OwnerFiles;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A backup of a running Hansard, step by step as docs/operations.md has it without a client. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackupTest {

    @TempDir private Path home;

    @Test
    void what_was_acknowledged_before_a_backup_is_there_after_a_restore_and_is_proved()
            throws Exception {
        Path data = home.resolve("one");
        Path backup = Files.createDirectories(home.resolve("other"));
        int before = 20;
        String head;
        try (var hansard = InProcessHansard.startIn(data)) {
            HansardClient client = hansard.client();
            client.put("/v1/conversations/talk", "{\"userId\":\"ann\"}").expect(201);
            for (int i = 0; i < before; i++) {
                client.append("talk", Json.userMessage("before " + i)).expect(201);
            }
            head = client.get("/v1/audit/head").expect(200).json().get("head").asString();
            var writing = new AtomicBoolean(true);
            var written = new AtomicInteger();
            var meanwhile =
                    supplyAsync(
                            () -> {
                                while (writing.get()) {
                                    client.append("talk", Json.userMessage("meanwhile"))
                                            .expect(201);
                                    written.incrementAndGet();
                                }
                                return written.get();
                            });
            backUp(data, backup);
            writing.set(false);
            assertThat(meanwhile.get()).isPositive();
        }

        try (var restored = InProcessHansard.startIn(backup)) {
            HansardClient client = restored.client();
            var said = new History(client, "talk").messages();
            assertThat(said.subList(0, before))
                    .extracting(message -> message.get("content").asString())
                    .startsWith("before 0")
                    .endsWith("before " + (before - 1));
            var verified = Verification.of(client, "{\"expectedHead\":\"" + head + "\"}");
            assertThat(verified.has("firstBadPosition")).as(verified.toString()).isFalse();
            assertThat(verified.get("keysTrusted").asBoolean()).isTrue();
            client.append("talk", Json.userMessage("after")).expect(201);
        }
    }

    private static void backUp(Path data, Path backup) throws Exception {
        // First what is outside of the database, so that what is signed there is in the backup.
        for (String name : List.of("signing-key", "signed-heads.ndjson", "password")) {
            shell("cp -a %s/%s %s/".formatted(data, name, backup));
        }
        shell("chmod 700 " + backup);
        shell("cp -a %s/envelope-key %s/ 2>/dev/null || true".formatted(data, backup));
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('backup', true, true)");
            statement.execute("select pg_backup_start('backup', true)");
            shell(
                    "tar -C %s --exclude=postgres/postmaster.pid --exclude='postgres/pg_wal/*' --exclude='postgres/pg_replslot/*' --warning=no-file-changed --ignore-failed-read -cf - postgres | tar -C %s -xf - || true"
                            .formatted(data, backup));
            try (ResultSet stop =
                    statement.executeQuery("select labelfile from pg_backup_stop(true)")) {
                stop.next();
                OwnerFiles.make(backup.resolve("postgres/backup_label"), stop.getString(1));
            }
            shell("cp -a %s/postgres/pg_wal/[0-9A-F]* %s/postgres/pg_wal/".formatted(data, backup));
            statement.execute("select pg_drop_replication_slot('backup')");
        }
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/hansard",
                "hansard",
                Files.readString(data.resolve("password")).strip());
    }

    private static void shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(command + ": " + output).isZero();
    }
}
