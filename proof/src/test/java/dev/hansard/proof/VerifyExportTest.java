package dev.hansard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.proof.ExportLine.Begin;
import dev.hansard.proof.ExportLine.End;
import dev.hansard.proof.SampleExport.Signer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The program, as somebody calls it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VerifyExportTest {

    private static final List<ExportLine> LINES = SampleExport.lines();

    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path export;
    private Path keys;

    @BeforeEach
    void write() throws IOException {
        export = Files.write(directory.resolve("export.ndjson"), SampleExport.file(LINES));
        keys = keys(SampleExport.SIGNER);
    }

    @Test
    void an_export_that_is_as_it_was_recorded() {
        assertThat(run(export.toString(), keys.toString())).isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("AS RECORDED: tenant default")
                .contains("4 events, 1 of them erased")
                .contains(HexFormat.of().formatHex(((End) LINES.get(8)).head()));
    }

    @Test
    void one_that_comes_in_at_the_standard_input_with_a_head_that_was_noted() {
        String head = HexFormat.of().formatHex(((End) LINES.get(8)).head());

        assertThat(run("-", keys.toString(), head)).isZero();
        assertThat(run(export.toString(), keys.toString(), "00".repeat(31) + "01")).isEqualTo(1);
        assertThat(run(export.toString(), keys.toString(), "abc")).isEqualTo(2);
    }

    @Test
    void one_that_is_not_as_it_was_recorded_is_told_with_its_first_bad_line() throws IOException {
        byte[] damaged = Files.readAllBytes(export);
        damaged[damaged.length / 2] ^= 1;
        Files.write(export, damaged);

        assertThat(run(export.toString(), keys.toString())).isEqualTo(1);
        assertThat(out.toString(UTF_8)).startsWith("NOT AS IT WAS RECORDED: line ");
    }

    @Test
    void a_key_that_did_not_sign_it_and_several_of_which_one_did() throws IOException {
        assertThat(run(export.toString(), keys(Signer.another()).toString())).isEqualTo(1);
        assertThat(run(export.toString(), keys(Signer.another(), SampleExport.SIGNER).toString()))
                .isZero();
        Path pem = directory.resolve("key.pem");
        Files.writeString(
                pem, Pem.encode("PUBLIC KEY", SampleExport.SIGNER.key().encoded()).repeat(2));
        assertThat(run(export.toString(), pem.toString())).isZero();
    }

    @Test
    void a_copy_of_one_user_needs_no_key() throws IOException {
        Instant at = Instant.parse("2026-01-02T03:05:00Z");
        List<ExportLine> copy =
                List.of(
                        new Begin("store", "default", "u1", at),
                        SampleExport.event(2, "\"two\"".getBytes(UTF_8)),
                        SampleExport.event(7, "seven".getBytes(UTF_8)),
                        new End(2, 0, null));
        Files.write(export, SampleExport.file(copy));

        assertThat(run(export.toString())).isZero();
        assertThat(out.toString(UTF_8)).contains("user u1", "2 events", "no chain");
        List<ExportLine> ofAnother =
                List.of(new Begin("store", "default", "u2", at), copy.get(1), new End(1, 0, null));
        Files.write(export, SampleExport.file(ofAnother));
        assertThat(run(export.toString())).isEqualTo(1);
    }

    @Test
    void what_cannot_be_verified_is_told_apart_from_what_is_bad() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("a", "b", "c", "d")).isEqualTo(2);
        assertThat(run(directory.resolve("nothing").toString(), keys.toString())).isEqualTo(2);
        assertThat(run(directory.toString(), keys.toString())).isEqualTo(2);
        assertThat(run(export.toString())).isEqualTo(2);
        assertThat(run(export.toString(), Files.writeString(keys, "no key").toString()))
                .isEqualTo(2);
        assertThat(run(export.toString(), Files.writeString(keys, "").toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("java -jar hansard-verify.jar", "name the file", "empty");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    private int run(String... arguments) {
        try {
            return VerifyExport.run(
                    List.of(arguments),
                    new ByteArrayInputStream(Files.readAllBytes(export)),
                    new PrintStream(out, true, UTF_8),
                    new PrintStream(err, true, UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path keys(Signer... signers) throws IOException {
        var text = new StringBuilder();
        for (Signer signer : signers) {
            text.append(Base64.getEncoder().encodeToString(signer.key().encoded())).append('\n');
        }
        return Files.writeString(directory.resolve("keys"), text);
    }
}
