package dev.hansard.eventstore.seal;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SealedStoreTest {

    private static final KeyOwner ANN = KeyOwner.of("default", "ann");

    @TempDir Path directory;
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void without_an_envelope_key_nothing_starts() {
        assertRefused(TestSeals.settings(null), "hansard.encryption.key");
    }

    @Test
    void a_file_is_made_for_a_store_without_keys_alone_and_then_kept() throws IOException {
        EncryptionSettings settings = file(true);
        seals(settings).toSeal(ANN).orElseThrow();
        Path file = directory.resolve("keys/envelope-key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(seals(settings).toOpen(List.of(ANN)).keys()).containsKey(ANN);
        Files.delete(file);
        assertRefused(settings, "is missing");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_is_not_made_unless_that_is_wanted() {
        assertRefused(file(false), "is missing");
    }

    @Test
    void a_file_that_is_not_in_order_is_refused() throws IOException {
        EncryptionSettings settings = file(true);
        var _ = seals(settings);
        Path file = directory.resolve("keys/envelope-key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(settings, "0600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "no key");
        assertRefused(settings, "base64");
    }

    @Test
    void another_envelope_key_is_refused() {
        seals(TestSeals.settings(TestSeals.KEY)).toSeal(ANN).orElseThrow();

        assertRefused(TestSeals.settings(EnvelopeKeyring.make()), "is not the one that is given");
    }

    @Test
    void settings_tell_no_key_and_take_nothing_but_keys() {
        assertThat(TestSeals.settings(TestSeals.KEY).toString()).doesNotContain(TestSeals.KEY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestSeals.settings("c2hvcnQ="))
                .withMessageContaining("hansard.encryption.key")
                .withMessageNotContaining("c2hvcnQ=");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new EncryptionSettings(true, null, null, false, TestSeals.NO_FILE, 0))
                .withMessageContaining("cached-keys");
    }

    @Test
    void whoever_starts_decides_until_the_first_event() {
        var _ = seals(TestSeals.settings(TestSeals.KEY));
        assertThat(seals(off())).isSameAs(Seals.NONE);
        write(seals(TestSeals.settings(TestSeals.KEY)));

        assertRefused(off(), "remove hansard.encryption.enabled=false");
    }

    @Test
    void a_store_in_clear_stays_so() {
        write(seals(off()));

        assertRefused(TestSeals.settings(TestSeals.KEY), "set hansard.encryption.enabled=false");
        assertThat(seals(off()).toSeal(ANN)).isEmpty();
    }

    private void write(Seals seals) {
        try (TestNode node = TestNode.on(database.dataSource(), seals)) {
            node.appender().append(append(sealed(event("a", 0), seals)));
        }
    }

    private Seals seals(EncryptionSettings settings) {
        return SealedStore.open(database.dataSource(), settings, null, Clock.systemUTC()).seals();
    }

    private EncryptionSettings file(boolean make) {
        return new EncryptionSettings(
                true, null, directory.resolve("keys/envelope-key"), make, TestSeals.NO_FILE, 100);
    }

    private static EncryptionSettings off() {
        return new EncryptionSettings(false, null, null, false, TestSeals.NO_FILE, 100);
    }

    private void assertRefused(EncryptionSettings settings, String why) {
        assertThatExceptionOfType(SealingRefusedException.class)
                .isThrownBy(() -> seals(settings))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
}
