package dev.hansard.eventstore.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.chain.AuditSettings;
import dev.hansard.eventstore.chain.ChainVerifier;
import dev.hansard.eventstore.testing.TestSigning;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantImportTest {

    private static final String TENANT = TwoStores.TENANT;

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
    void an_imported_tenant_is_the_exported_one_at_other_positions() throws Exception {
        Imported imported = stores.bringIn(stores.export());

        assertThat(imported.events()).isEqualTo(6);
        assertThat(imported.firstPosition()).isEqualTo(3);
        assertThat(imported.lastPosition()).isEqualTo(8);
        List<EventRow> before = rows(stores.from.dataSource(), Seals.NONE);
        List<EventRow> after = rows(stores.to.dataSource(), stores.seals);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).envelope()).isEqualTo(before.get(i).envelope());
            assertThat(after.get(i).leaf()).isEqualTo(before.get(i).leaf());
            assertThat(after.get(i).plainPayload()).isEqualTo(before.get(i).plainPayload());
            assertThat(after.get(i).position()).isEqualTo(i + 3);
            assertThat(after.get(i).format()).isNotEqualTo(before.get(i).format());
        }
    }

    @Test
    void it_goes_on_as_if_it_had_always_been_there() throws Exception {
        stores.bringIn(stores.export());

        assertThatThrownBy(() -> TwoStores.append(stores.toNode, TENANT, "red/a", 2))
                .hasMessageContaining("red/a");
        TwoStores.append(stores.toNode, "green", "green/a", 2);
        TwoStores.append(stores.toNode, TENANT, "red/a", 3);

        assertThat(stores.toNode.log().read(0, 100))
                .extracting(RecordedEvent::position)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(stores.toNode.log().findByDedupeKey("red/b", "key1")).isPresent();
        var signing = new TestSigning(stores.to, directory.resolve("to"));
        signing.sign();
        var verified =
                new ChainVerifier(stores.to.dataSource(), stores.seals, settings(signing))
                        .verify(TENANT, null, (events, of) -> {});
        assertThat(verified.problem()).isNull();
        assertThat(verified.eventsChecked()).isEqualTo(7);
        assertThat(verified.unsignedEvents()).isZero();
        assertThat(
                        new ChainVerifier(stores.to.dataSource(), stores.seals, settings(signing))
                                .verify("green", null, (events, of) -> {})
                                .problem())
                .isNull();
    }

    @Test
    void instants_are_those_of_the_tenant_and_never_go_back_in_the_log() throws Exception {
        stores.bringIn(stores.export());
        Instant then = TwoStores.START.plusSeconds(1);
        Instant now = stores.clock.instant();
        var log = stores.toNode.log();

        // The tenant has its own past; to others all of it came at once.
        assertThat(log.lastRecordedBy(TENANT, TwoStores.START)).isEqualTo(3);
        assertThat(log.lastRecordedBy(TENANT, then)).isEqualTo(5);
        assertThat(log.lastRecordedBy("green", then)).isZero();
        assertThat(log.lastRecordedBy("green", now)).isEqualTo(8);
        assertThat(log.lastRecordedBy(TENANT, now)).isEqualTo(8);
        assertThat(log.instantAt(TENANT, 4)).isEqualTo(then);
        assertThat(log.instantAt("green", 4)).isEqualTo(now);
        assertThat(log.instantAt(TENANT, 2)).isEqualTo(now);

        stores.clock.move(Duration.ofHours(-2));
        TwoStores.append(stores.toNode, "green", "green/a", 2);
        assertThat(log.at(9).orElseThrow().recordedAt()).isEqualTo(now);
        assertThat(log.lastRecordedBy("green", now.minusNanos(1_000))).isZero();
    }

    @Test
    void a_tenant_that_has_events_is_left_alone() throws Exception {
        byte[] file = stores.export();
        stores.bringIn(file);

        assertThatThrownBy(() -> stores.imports.requireEmpty(TENANT))
                .isInstanceOf(NotEmptyException.class);
        assertThatThrownBy(() -> stores.bringIn(file)).isInstanceOf(NotEmptyException.class);
        assertThat(stores.toNode.log().head()).isEqualTo(8);
    }

    @Test
    void an_event_that_comes_while_the_file_is_read_wins() throws Exception {
        byte[] file = stores.export();

        assertThatThrownBy(
                        () ->
                                stores.imports.run(
                                        TENANT,
                                        new ByteArrayInputStream(file),
                                        List.of(),
                                        event -> {
                                            if (event.tenantSequence() == 6) {
                                                TwoStores.append(stores.toNode, TENANT, "red/c", 0);
                                            }
                                        }))
                .isInstanceOf(NotEmptyException.class);
        assertThat(stores.toNode.log().head()).isEqualTo(3);
    }

    @Test
    void two_at_once_are_one_too_many() throws Exception {
        byte[] file = stores.export();

        stores.imports.run(
                TENANT,
                new ByteArrayInputStream(file),
                List.of(),
                event ->
                        assertThatThrownBy(() -> stores.bringIn(file))
                                .hasMessageContaining("waiting"));
        assertThat(stores.toNode.log().head()).isEqualTo(8);
    }

    @Test
    void what_the_caller_refuses_is_not_imported() throws Exception {
        byte[] file = stores.export();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () ->
                                stores.imports.run(
                                        TENANT,
                                        new ByteArrayInputStream(file),
                                        List.of(),
                                        event -> {
                                            throw new IllegalStateException();
                                        }));
        assertThat(stores.toNode.log().head()).isEqualTo(2);
        assertThat(stores.bringIn(file).events()).isEqualTo(6);
    }

    private AuditSettings settings(TestSigning signing) {
        return new AuditSettings(
                null,
                signing.directory().resolve("signing-key"),
                signing.directory().resolve("signed-heads.ndjson"),
                Duration.ofSeconds(1),
                List.of(),
                1);
    }

    private static List<EventRow> rows(DataSource dataSource, Seals seals) {
        return new EventTable(dataSource, seals)
                .after(0, 100).stream().filter(row -> row.tenant().equals(TENANT)).toList();
    }
}
