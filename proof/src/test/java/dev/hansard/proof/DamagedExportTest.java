package dev.hansard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.proof.ExportLine.Begin;
import dev.hansard.proof.ExportLine.End;
import dev.hansard.proof.ExportLine.Event;
import dev.hansard.proof.ExportLine.Head;
import dev.hansard.proof.SampleExport.Signer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Each kind of damage to an export is found, at the first line that is bad. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedExportTest {

    private static final List<ExportLine> LINES = SampleExport.lines();
    private static final byte[] FILE = SampleExport.file(LINES);
    private static final List<VerifyingKey> KEYS = List.of(SampleExport.SIGNER.key());

    @Test
    void what_was_not_touched_is_found_to_be_as_it_was() throws BadLineException {
        ExportCheck.Result found = SampleExport.check(FILE, new ExportCheck(KEYS, null));

        assertThat(found.begin()).isEqualTo(LINES.get(0));
        assertThat(found.events()).isEqualTo(4);
        assertThat(found.erased()).isEqualTo(1);
        assertThat(found.head()).isEqualTo(((End) LINES.get(8)).head());
    }

    @Test
    void a_bit_that_was_flipped_in_any_field() {
        int line = 1;
        for (int at = 0; at < FILE.length; at++) {
            if (at % 3 == 0 || FILE[at] == '\n') {
                byte[] damaged = FILE.clone();
                damaged[at] ^= 1;
                assertThat(firstBad(damaged)).as("byte %d", at).isEqualTo(line);
            }
            line += FILE[at] == '\n' ? 1 : 0;
        }
    }

    @Test
    void a_line_that_was_deleted() {
        for (int at = 0; at < LINES.size(); at++) {
            List<String> lines = text();
            lines.remove(at);
            assertThat(firstBadOfText(lines)).isEqualTo(at + 1);
        }
    }

    @Test
    void two_lines_that_were_swapped() {
        for (int at = 1; at < LINES.size(); at++) {
            List<String> lines = text();
            Collections.swap(lines, at - 1, at);
            assertThat(firstBadOfText(lines)).isEqualTo(at);
        }
    }

    @Test
    void a_line_that_was_inserted() {
        for (int at = 0; at <= LINES.size(); at++) {
            List<String> lines = text();
            lines.add(at, "{}");
            assertThat(firstBadOfText(lines)).isEqualTo(at + 1);
        }
        for (int at = 0; at < LINES.size(); at++) {
            List<String> lines = text();
            lines.add(at, lines.get(at));
            assertThat(firstBadOfText(lines)).isEqualTo(at + 2);
        }
    }

    @Test
    void a_file_that_was_cut_off() {
        int line = 1;
        for (int length = 0; length < FILE.length - 1; length++) {
            line += FILE[length] == '\n' ? 1 : 0;
            assertThat(firstBad(Arrays.copyOf(FILE, length)))
                    .as("length %d", length)
                    .isEqualTo(line);
        }
    }

    @Test
    void an_event_that_was_edited_by_somebody_who_ties_the_lines_together_again() {
        Event event = (Event) LINES.get(3);
        Event edited = SampleExport.event(2, "never said".getBytes(UTF_8));

        assertThat(firstBad(with(3, new Event(event.envelope(), event.leaf(), edited.content()))))
                .isEqualTo(4);
        assertThat(firstBad(with(3, edited))).isEqualTo(5);
        assertThat(
                        firstBad(
                                with(
                                        0,
                                        new Begin(
                                                "store",
                                                "other",
                                                null,
                                                SampleExport.event(1, new byte[0])
                                                        .envelope()
                                                        .recordedAt()))))
                .isEqualTo(3);
    }

    @Test
    void lines_that_somebody_left_out_or_moved_who_ties_them_together_again() {
        for (int at = 0; at < LINES.size(); at++) {
            List<ExportLine> lines = new ArrayList<>(LINES);
            lines.remove(at);
            // A head that another one follows is not missed by anybody.
            assertThat(at == 4 || firstBad(lines) > 0).as("line %d", at).isTrue();
        }
        for (int at = 1; at < LINES.size(); at++) {
            List<ExportLine> lines = new ArrayList<>(LINES);
            Collections.swap(lines, at - 1, at);
            assertThat(at == 2 || firstBad(lines) > 0).as("line %d", at).isTrue();
        }
    }

    @Test
    void a_suffix_that_was_rewritten_with_all_its_hashes_but_without_the_key() {
        List<ExportLine> other = SampleExport.lines(Signer.another(), "{\"text\":\"never said\"}");
        List<ExportLine> rewritten = new ArrayList<>(LINES);
        for (int at = 2; at < LINES.size(); at++) {
            if (!(LINES.get(at) instanceof Head)) {
                rewritten.set(at, other.get(at));
            }
        }
        assertThat(firstBad(rewritten)).isEqualTo(5);

        // Nor does it help to leave the heads out, or to sign them with a key of one's own.
        rewritten.removeIf(Head.class::isInstance);
        assertThat(firstBad(rewritten)).isEqualTo(3);
        assertThat(firstBad(other)).isEqualTo(3);
    }

    @Test
    void a_tail_that_was_cut_off_with_its_head_is_found_by_a_head_that_was_noted()
            throws Exception {
        byte[] noted = ((End) LINES.get(8)).head();
        List<ExportLine> cut = new ArrayList<>(LINES.subList(0, 5));
        cut.add(new End(2, 0, ((Head) LINES.get(4)).head().head()));

        assertThat(SampleExport.check(SampleExport.file(cut), new ExportCheck(KEYS, null)).events())
                .isEqualTo(2);
        assertThat(firstBad(SampleExport.file(cut), new ExportCheck(KEYS, noted))).isEqualTo(6);
        SampleExport.check(FILE, new ExportCheck(KEYS, noted));
    }

    @Test
    void a_key_that_has_signed_none_of_it() {
        var check = new ExportCheck(List.of(Signer.another().key()), null);

        assertThat(firstBad(FILE, check)).isEqualTo(3);
    }

    private static long firstBad(byte[] file) {
        return firstBad(file, new ExportCheck(KEYS, null));
    }

    private static long firstBad(byte[] file, ExportCheck check) {
        return catchThrowableOfType(BadLineException.class, () -> SampleExport.check(file, check))
                .line();
    }

    private static long firstBad(List<ExportLine> lines) {
        return firstBad(SampleExport.file(lines));
    }

    private static long firstBadOfText(List<String> lines) {
        return firstBad((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private static List<ExportLine> with(int at, ExportLine line) {
        List<ExportLine> lines = new ArrayList<>(LINES);
        lines.set(at, line);
        return lines;
    }

    private static List<String> text() {
        return new ArrayList<>(new String(FILE, UTF_8).lines().toList());
    }
}
