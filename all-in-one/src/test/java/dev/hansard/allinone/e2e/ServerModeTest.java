package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A server that asks for keys and was given none. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class ServerModeTest {

    @Test
    void its_first_start_puts_an_operator_key_beside_the_data_and_says_where(
            @TempDir Path directory, CapturedOutput output) throws IOException {
        Path dataDir = directory.resolve("data");
        Path file = dataDir.resolve("operator-key");
        String key;
        try (var hansard = start(dataDir)) {
            key = Files.readString(file).strip();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            hansard.client().get("/v1/sessions").expectProblem(401, "unauthorized");
            hansard.client().withKey(key).put("/v1/users/ann/session", "{}").expect(201);
        }
        try (var again = start(dataDir)) {
            assertThat(Files.readString(file).strip()).isEqualTo(key);
            assertThat(again.client().withKey(key).get("/v1/sessions").expect(200).data())
                    .hasSize(1);
        }
        assertThat(output)
                .containsOnlyOnce("made the first operator key: it is in " + file)
                .contains("the first start wrote the operator's to " + file)
                .contains("$(cat '" + file + "')")
                .doesNotContain(key.substring(24));
    }

    private static InProcessHansard start(Path dataDir) {
        return InProcessHansard.start(
                "--hansard.data-dir=" + dataDir, "--hansard.server-mode=true");
    }
}
