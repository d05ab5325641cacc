package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hansard.edge.startup.StartRefusedException;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.proof.SignedHead;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The command service signs what it writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SigningTest {

    @TempDir Path directory;
    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void what_is_written_is_signed_soon_and_the_last_of_it_when_the_service_stops() {
        try (CommandNode node = start()) {
            node.api().put("/v1/users/ann/session", "{}").expect(201);
            await().untilAsserted(() -> assertThat(signed()).isEqualTo(node.log().size()));
            node.api().put("/v1/users/ben/session", "{}").expect(201);
        }

        assertThat(signed()).isEqualTo(4);
        assertThat(directory.resolve("signed-heads.ndjson")).isNotEmptyFile();
    }

    @Test
    void without_a_place_for_its_key_the_service_does_not_start() throws IOException {
        Files.writeString(directory.resolve("signing-key"), "no key");

        assertThatThrownBy(this::start)
                .hasRootCauseInstanceOf(StartRefusedException.class)
                .rootCause()
                .hasMessageContaining("hansard.audit.signing-key-file");
    }

    private long signed() {
        return new HeadTable(database.dataSource())
                .last("default")
                .map(SignedHead::tenantSequence)
                .orElse(0L);
    }

    private CommandNode start() {
        return CommandNode.start(
                database.url(),
                Clock.systemUTC(),
                "hansard.audit.signing-key-file=" + directory.resolve("signing-key"),
                "hansard.audit.heads-file=" + directory.resolve("signed-heads.ndjson"));
    }
}
