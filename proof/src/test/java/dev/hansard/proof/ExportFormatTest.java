package dev.hansard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.proof.ExportLine.Event;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExportFormatTest {

    @Test
    void the_documented_export_is_the_one_that_is_written_and_verified() throws Exception {
        String documented = Files.readString(Path.of("../docs/export.md"));
        String file = new String(SampleExport.file(SampleExport.lines()), UTF_8);

        assertThat(documented).contains("```\n" + file + "```\n");
    }

    @Test
    void a_payload_that_is_json_in_one_line_stands_there_byte_for_byte() {
        for (String json :
                List.of(
                        "{}",
                        "[1.10, 1e400,-0.5E-3]",
                        "{\"a\":{\"payload\":[true,false,null,\"\\u00fc\\\"\"]} , \"b\":\"x\"}",
                        " 1 ",
                        "\"Grüß ,\\\"payload\\\":\"")) {
            assertThat(written(json.getBytes(UTF_8))).contains(",\"payload\":" + json + "}");
            assertThat(readAgain(json.getBytes(UTF_8))).isEqualTo(json.getBytes(UTF_8));
        }
    }

    @Test
    void any_other_payload_stands_there_in_base64() {
        for (byte[] other :
                List.of(
                        new byte[0],
                        new byte[] {-1, -2},
                        "{\n}".getBytes(UTF_8),
                        "{\"a\":1".getBytes(UTF_8),
                        "[1,]".getBytes(UTF_8),
                        "01".getBytes(UTF_8),
                        "nul".getBytes(UTF_8),
                        "\"\\x\"".getBytes(UTF_8),
                        "\"\\u12g4\"".getBytes(UTF_8),
                        "\"\\u1".getBytes(UTF_8),
                        "1}".getBytes(UTF_8),
                        "[".repeat(600).getBytes(UTF_8))) {
            assertThat(written(other)).contains(",\"payloadBase64\":\"");
            assertThat(readAgain(other)).isEqualTo(other);
        }
    }

    @Test
    void what_no_line_can_be_is_refused_in_words_that_quote_nothing() {
        String good = written("1".getBytes(UTF_8));
        for (String bad :
                List.of(
                        good.replace("\"kind\":\"event\"", "\"kind\":\"secret\""),
                        good.replace("\"revision\":1", "\"revision\":\"secret\""),
                        good.replace("\"revision\":1", "\"revision\":5000000000"),
                        good.replace("\"revision\":1", "\"revision\":1.5"),
                        good.replace("\"revision\":1,", ""),
                        good.replace("\"revision\":1", "\"revision\":1,\"secret\":1"),
                        good.replace("\"revision\":1", "\"revision\":1,\"revision\":1"),
                        good.replace("678901Z", "6789012Z"),
                        good.replace("2026-01", "secret"),
                        good.replace("\"leaf\":\"", "\"leaf\":\"secret"),
                        good.replace("\"salt\":\"00", "\"salt\":\""),
                        good.replace("\"salt\"", "\"erased\":false,\"salt\""),
                        good + "secret",
                        "secret")) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> ExportFormat.read("default", bad.getBytes(UTF_8), 0))
                    .satisfies(
                            refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
        }
    }

    private static String written(byte[] payload) {
        return new String(ExportFormat.write(SampleExport.event(1, payload)), UTF_8);
    }

    private static byte[] readAgain(byte[] payload) {
        byte[] line = ExportFormat.write(SampleExport.event(1, payload));
        return ((Event) ExportFormat.read("default", line, 0)).content().payload();
    }
}
