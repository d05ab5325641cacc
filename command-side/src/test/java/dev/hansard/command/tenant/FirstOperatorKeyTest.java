package dev.hansard.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.command.Api;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.edge.startup.StartRefusedException;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

@Isolated("it reads what the whole process prints")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class FirstOperatorKeyTest {

    private final SecureRandom random = new SecureRandom();
    @TempDir Path directory;
    private TestDatabase database;
    private Path file;

    @BeforeEach
    void begin() {
        database = TestDatabase.create();
        file = directory.resolve("made/operator-key");
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void the_first_start_in_server_mode_makes_a_key_that_only_its_owner_can_read(
            CapturedOutput output) throws IOException {
        String key;
        try (CommandNode node = start(file)) {
            key = Files.readString(file).strip();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
            Api api = node.api();
            api.put("/v1/users/ann/session", "{}").refused(401, ErrorCode.UNAUTHORIZED);
            api.with("Authorization", "Bearer " + key)
                    .post("/v1/admin/keys", "{\"role\":\"operator\"}")
                    .expect(201);
            assertThat(node.log().getFirst().tenant()).isEqualTo(StoreTenant.NAME);
            assertThat(node.log().getFirst().actorRole()).isEqualTo("system");
        }
        assertThat(output)
                .containsOnlyOnce("made the first operator key: it is in " + file)
                .doesNotContain(key.substring(24));
    }

    @Test
    void later_starts_and_other_nodes_make_none() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        try (CommandNode first = start(file)) {
            String key = Files.readString(file);
            try (CommandNode other = start(elsewhere)) {
                assertThat(elsewhere).doesNotExist();
                assertThat(other.count("tenant.KeyCreated")).isEqualTo(1);
            }
            assertThat(Files.readString(file)).isEqualTo(key);
        }
        Files.delete(file);
        try (CommandNode again = start(file)) {
            assertThat(file).doesNotExist();
            assertThat(again.count("tenant.KeyCreated")).isEqualTo(1);
        }
    }

    @Test
    void a_key_that_was_on_disk_and_not_in_the_log_is_taken_up() throws IOException {
        ApiKey left = new OperatorKeyFile(file).readOrMake(random);

        try (CommandNode node = start(file)) {
            node.api()
                    .with("Authorization", "Bearer " + left.text())
                    .put("/v1/users/ann/session", "{}")
                    .expect(201);
        }
    }

    @Test
    void a_given_key_or_protected_mode_makes_none() {
        try (CommandNode given =
                CommandNode.start(
                        database.url(),
                        new SettableClock(),
                        "hansard.server-mode=true",
                        "hansard.admin-key=root",
                        "hansard.operator-key-file=" + file)) {
            assertThat(given.log()).isEmpty();
        }
        try (CommandNode protectedNode =
                CommandNode.start(
                        database.url(), new SettableClock(), "hansard.operator-key-file=" + file)) {
            assertThat(protectedNode.log()).isEmpty();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_others_can_read_or_that_holds_something_else_keeps_the_server_from_starting(
            CapturedOutput output) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, ApiKey.make(true, random).text());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start(file));
        assertThat(output)
                .contains("cannot be kept in " + file + ": it is there, and not a file of 0600")
                .contains("hansard.operator-key-file (HANSARD_OPERATORKEYFILE)")
                .contains("Hansard does not start: the first")
                .doesNotContain("\tat ");
        for (String wrong : new String[] {"", "secret", ApiKey.make(false, random).text()}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(file, wrong);
            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> new OperatorKeyFile(file).readOrMake(random))
                    .withMessageContaining("holds no operator key");
        }
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> new OperatorKeyFile(directory).readOrMake(random));
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> new OperatorKeyFile(file.resolve("below")).readOrMake(random))
                .withMessageContaining("below");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> new OperatorKeyFile(file.getParent()).delete());
    }

    @Test
    void the_key_of_a_node_that_came_second_is_taken_out_again() throws IOException {
        try (CommandNode first = start(file)) {
            var late = first.bean(FirstOperatorKey.class);
            Path second = directory.resolve("second");

            // What a node does that looked into the log a moment too early.
            late.make(new OperatorKeyFile(second));

            assertThat(second).doesNotExist();
            late.make(new OperatorKeyFile(file));
            assertThat(file).exists();
            assertThat(first.count("tenant.KeyCreated")).isEqualTo(1);
        }
    }

    private CommandNode start(Path keyFile) {
        return CommandNode.start(
                database.url(),
                new SettableClock(),
                "hansard.server-mode=true",
                "hansard.operator-key-file=" + keyFile);
    }
}
