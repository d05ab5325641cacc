package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.allinone.postgres.EmbeddedPostgres;
import dev.hansard.allinone.postgres.EmbeddedPostgresSettings;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A data directory with an empty cluster: a copy of one that is made once for all tests, because to
 * make one takes longer than most of them. A test of a first start gives a directory that is not
 * there.
 */
final class DataDirectory {

    private static final Path MODEL = make();

    private DataDirectory() {}

    /** Puts one there, unless something is there already. */
    static Path in(Path directory) {
        if (Files.notExists(directory)) {
            copyModel(directory);
        }
        return directory;
    }

    private static Path make() {
        Path model = ProjectFiles.root().resolve("all-in-one/target/data-directory");
        try {
            FileSystemUtils.deleteRecursively(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(model)).close();
        return model;
    }

    /** With the owners and rights that PostgreSQL insists on. */
    private static void copyModel(Path directory) {
        try {
            Files.createDirectories(directory.getParent());
            var copy = new ProcessBuilder("cp", "-a", MODEL.toString(), directory.toString());
            assertThat(copy.inheritIO().start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
