package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Exports and imports as options of the program. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TransferTest {

    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir private Path home;

    @Test
    void a_tenant_goes_from_one_data_directory_into_another_through_a_file() throws Exception {
        try (var hansard = InProcessHansard.startIn(data("one"))) {
            hansard.client()
                    .put(
                            "/v1/conversations/talk",
                            "{\"userId\":\"ann\",\"messages\":["
                                    + Json.userMessage("to be taken along")
                                    + "]}")
                    .expect(201);
        }
        Path file = home.resolve("export.ndjson");

        String exported = run("one", "HANSARD_EXPORT", file, 0);

        assertThat(exported).contains("100 %", "exported 2 events of tenant default");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path edited = home.resolve("edited.ndjson");
        Files.writeString(edited, Files.readString(file).replace("taken", "token"));
        assertThat(run("other", "HANSARD_IMPORT", edited, 1))
                .contains("nothing was imported: line ");

        String imported = run("other", "HANSARD_IMPORT", file, 0);

        assertThat(imported).contains("imported 2 events of tenant default, positions 1 to 2");
        try (var hansard = InProcessHansard.startIn(data("other"))) {
            assertThat(hansard.client().get("/v1/conversations/talk/window").expect(200).body())
                    .contains("to be taken along");
        }
    }

    /** Where one that is started in a directory keeps its data. */
    private Path data(String directory) {
        return home.resolve(directory).resolve("hansard-data");
    }

    /** What it prints. */
    private String run(String directory, String option, Path file, int status)
            throws IOException, InterruptedException {
        var process =
                Launch.allInOne(home.resolve(directory)).with(option, file.toString()).start();
        assertThat(process.exitStatus(SOON)).as(process.output()).isEqualTo(status);
        assertThat(process.output()).doesNotContain("Hansard is ready", "\tat ");
        return process.output();
    }
}
