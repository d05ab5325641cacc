package dev.hansard.eventstore.transfer;

import static dev.hansard.eventstore.transfer.MadeExport.erased;
import static dev.hansard.eventstore.transfer.MadeExport.ofUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.KeyOwner;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Who was erased in one store is erased in the other, and nothing is brought back. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasedImportTest {

    @TempDir Path directory;
    private TwoStores stores;

    @BeforeEach
    void start() throws Exception {
        stores = new TwoStores(directory);
    }

    @AfterEach
    void stop() {
        stores.close();
    }

    @Test
    void an_erased_user_stays_erased_and_exports_as_before() throws Exception {
        bringIn(
                erased(ofUser(1, "ann", "said")),
                ofUser(2, "ben", "\"kept\""),
                ofUser(3, "ann", "left over"),
                ofUser(4, "ann", "erased"));

        var rows = new EventTable(stores.to.dataSource(), stores.seals).after(2, 10);
        assertThatThrownBy(rows.get(0)::payload).isInstanceOf(ErasedException.class);
        assertThat(rows.get(1).plainPayload()).asString().isEqualTo("\"kept\"");
        assertThatThrownBy(rows.get(2)::payload).isInstanceOf(ErasedException.class);
        assertThat(rows.get(3).plainPayload()).asString().isEqualTo("erased");
        assertThatThrownBy(() -> stores.seals.toSeal(new KeyOwner("red", "ann")))
                .isInstanceOf(ErasedException.class);
        assertThat(stores.seals.toSeal(new KeyOwner("red", "ben"))).isPresent();

        var out = new ByteArrayOutputStream();
        new Export(stores.to.dataSource(), stores.seals, stores.clock)
                .tenant("red", 4, out, events -> {});
        assertThat(out.toString().lines().filter(line -> line.contains("\"erased\":true")))
                .hasSize(2);
    }

    @Test
    void an_event_without_content_needs_one_that_says_why() throws Exception {
        assertThat(firstBad(ofUser(1, "ben", "x"), erased(ofUser(2, "ann", "said"))))
                .startsWith("line 4")
                .contains("none says");
        assertThat(
                        firstBad(
                                erased(ofUser(1, "ann", "said")),
                                ofUser(2, "ann", "erased"),
                                ofUser(3, "ann", "again")))
                .startsWith("line 5")
                .contains("erased before");
        assertThat(firstBad(erased(ofUser(1, null, "said")))).contains("cannot be in this store");
        assertThat(firstBad(ofUser(1, "ben", "x"), ofUser(2, null, "erased")))
                .startsWith("line 4")
                .contains("tenant was erased");
        assertThat(stores.toNode.log().head()).isEqualTo(2);
    }

    @Test
    void a_store_in_clear_has_no_place_for_what_was_erased() throws Exception {
        byte[] file =
                MadeExport.signed(erased(ofUser(1, "ann", "said")), ofUser(2, "ann", "erased"));

        assertThat(
                        catchThrowableOfType(
                                BadLineException.class,
                                () -> run(stores.importing(Seals.NONE), file)))
                .hasMessageContaining("cannot be in this store");
    }

    private void bringIn(Event... events) throws Exception {
        run(stores.imports, MadeExport.signed(events));
    }

    private String firstBad(Event... events) throws Exception {
        byte[] file = MadeExport.signed(events);
        return catchThrowableOfType(BadLineException.class, () -> run(stores.imports, file))
                .getMessage();
    }

    private static void run(TenantImport imports, byte[] file)
            throws IOException, BadLineException {
        imports.run("red", new ByteArrayInputStream(file), List.of(), each -> {});
    }
}
