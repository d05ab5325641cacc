package dev.hansard.eventstore.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.Seals;
import dev.hansard.proof.BadLineException;
import dev.hansard.proof.ExportLine.Event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A file that is not as it was exported, or would do harm, is refused whole. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusedImportTest {

    @TempDir Path directory;
    private TwoStores stores;

    @BeforeEach
    void start() throws Exception {
        stores = new TwoStores(directory);
    }

    @AfterEach
    void stop() {
        assertThat(stores.toNode.log().head()).isEqualTo(2);
        stores.close();
    }

    @Test
    void a_damaged_a_shortened_and_a_reordered_file() throws Exception {
        String file = new String(stores.export(), UTF_8);
        List<String> lines = file.lines().toList();
        int events = (int) lines.stream().filter(line -> line.contains("\"event\"")).count();
        assertThat(events).isEqualTo(6);

        assertThat(firstBad(file.replaceFirst("key2", "key9").getBytes(UTF_8)))
                .isEqualTo(lineOf(lines, "key2"));
        for (int cut : List.of(0, 1, 2, 5, lines.size() - 1)) {
            assertThat(firstBad(text(lines.subList(0, cut)))).isEqualTo(cut + 1);
        }
        for (int at = 1; at < lines.size(); at++) {
            List<String> swapped = new ArrayList<>(lines);
            Collections.swap(swapped, at - 1, at);
            assertThat(firstBad(text(swapped))).isEqualTo(at);
        }
    }

    @Test
    void a_file_that_was_signed_with_another_key() throws Exception {
        byte[] made = MadeExport.signed(MadeExport.event(1, "red/a", 0, TwoStores.START));

        assertThat(firstBad(made)).isEqualTo(3);
        assertThat(
                        catchThrowableOfType(
                                BadLineException.class,
                                () ->
                                        stores.imports.run(
                                                "blue",
                                                new ByteArrayInputStream(made),
                                                List.of(),
                                                each -> {})))
                .hasMessage("line 1 names another tenant");
    }

    @Test
    void events_that_would_do_harm() throws Exception {
        Instant at = TwoStores.START;
        assertThat(firstBadOfAnyKey(MadeExport.event(1, "blue/a", 0, at)))
                .contains("another tenant");
        assertThat(
                        firstBadOfAnyKey(
                                MadeExport.event(
                                        1, "red/a", 0, Instant.parse("9999-01-01T00:00:00Z"))))
                .contains("future");
        assertThat(
                        firstBadOfAnyKey(
                                MadeExport.event(
                                        1, "red/a", 0, Instant.parse("1969-01-01T00:00:00Z"))))
                .contains("before");
        assertThat(firstBadOfAnyKey(MadeExport.event(1, "red/a\u0000", 0, at))).contains("NUL");
        assertThat(firstBadOfAnyKey(MadeExport.event(1, "red/a", 1, at)))
                .startsWith("line 3")
                .contains("place");
        assertThat(
                        firstBadOfAnyKey(
                                MadeExport.event(1, "red/a", 0, at),
                                MadeExport.event(2, "red/a", 0, at)))
                .startsWith("line 4")
                .contains("place");
        assertThat(
                        firstBadOfAnyKey(
                                MadeExport.event(1, "red/a", 0, at.plusSeconds(1)),
                                MadeExport.event(2, "red/b", 0, at)))
                .startsWith("line 4")
                .contains("before");
        assertThat(firstBadOfAnyKey(MadeExport.revised(MadeExport.event(1, "red/a", 0, at))))
                .contains("cannot read");
    }

    @Test
    void a_copy_of_one_user() throws Exception {
        var out = new ByteArrayOutputStream();
        new Export(stores.from.dataSource(), Seals.NONE, stores.clock).user("red", "ann", 100, out);

        assertThat(firstBad(out.toByteArray())).isEqualTo(1);
    }

    private long firstBad(byte[] file) {
        return catchThrowableOfType(BadLineException.class, () -> stores.bringIn(file)).line();
    }

    private String firstBadOfAnyKey(Event... events) throws Exception {
        byte[] file = MadeExport.signed(events);
        return catchThrowableOfType(
                        BadLineException.class,
                        () ->
                                stores.imports.run(
                                        "red",
                                        new ByteArrayInputStream(file),
                                        List.of(),
                                        each -> {}))
                .getMessage();
    }

    private static long lineOf(List<String> lines, String part) {
        return 1 + lines.stream().takeWhile(line -> !line.contains(part)).count();
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + (lines.isEmpty() ? "" : "\n")).getBytes(UTF_8);
    }
}
