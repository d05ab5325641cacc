package dev.hansard.eventstore.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.WhileLeader;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestEvents;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.proof.SignedHead;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Signing beside the writers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HeadSigningTest {

    @TempDir Path directory;
    private TestDatabase database;
    private TestNode node;
    private HeadTable table;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        node = TestNode.on(database.dataSource());
        table = new HeadTable(database.dataSource());
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void whatever_moves_is_signed_and_comes_into_the_table_and_the_file() throws Exception {
        try (AutoCloseable _ = signing(directory).start()) {
            append("red", 0);
            append("blue", 0);
            await().untilAsserted(() -> assertSigned("red", 1));
            await().untilAsserted(() -> assertSigned("blue", 1));

            append("red", 1);
            await().untilAsserted(() -> assertSigned("red", 2));
        }
        assertThat(lines()).extracting(HeadLine::tenant).contains("red", "blue").hasSize(3);
        assertThat(lines())
                .allSatisfy(line -> assertThat(line.signed().isSignedBy(line.key())).isTrue());
        assertThat(node.meters().counter("hansard.heads.signed").count()).isEqualTo(3);
    }

    @Test
    void what_was_written_last_is_signed_at_the_end() throws Exception {
        AutoCloseable running = signing(directory).start();
        append("red", 0);

        running.close();

        assertSigned("red", 1);
    }

    @Test
    void of_several_nodes_one_signs_and_another_goes_on_after_it() {
        try (WhileLeader first = leader(directory.resolve("first"));
                WhileLeader second = leader(directory.resolve("second"))) {
            first.start();
            append("red", 0);
            await().untilAsserted(() -> assertSigned("red", 1));
            second.start();

            first.close();
            append("red", 1);
            await().untilAsserted(() -> assertSigned("red", 2));
        }
        assertThat(new HeadsFile(directory.resolve("second/signed-heads.ndjson")).length())
                .isPositive();
    }

    @Test
    void a_head_that_came_into_the_file_alone_comes_into_the_table_later() {
        append("red", 0);
        signer().sign();
        database.execute("delete from signed_head; delete from signing_key");
        append("red", 1);

        assertThat(signer().sign()).isEqualTo(1);

        assertThat(table.after("red", 0, 9))
                .extracting(SignedHead::tenantSequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void heads_of_events_that_are_gone_do_not_stand_for_those_that_come_after_a_restore() {
        append("red", 0);
        append("red", 1);
        signer().sign();
        database.clear();
        append("red", 0);

        assertThat(signer().sign()).isEqualTo(1);

        assertSigned("red", 1);
        append("red", 1);
        assertThat(signer().sign()).isEqualTo(1);
    }

    @Test
    void a_line_that_was_cut_short_does_no_harm() throws IOException {
        append("red", 0);
        signer().sign();
        Files.writeString(heads(), "{\"store\":\"", StandardOpenOption.APPEND);
        append("red", 1);

        signer().sign();

        assertThat(lines()).extracting(HeadLine::tenantSequence).containsExactly(1L, 2L);
    }

    @Test
    void the_file_of_another_store_is_refused() {
        append("red", 0);
        signer().sign();
        database.execute("update store set id = gen_random_uuid()");

        assertThatExceptionOfType(SigningRefusedException.class)
                .isThrownBy(() -> signing(directory))
                .withMessageContaining("another store")
                .withMessageContaining("hansard.audit.heads-file");
    }

    @Test
    void what_cannot_be_signed_now_is_signed_later() throws Exception {
        try (AutoCloseable _ = signing(directory).start()) {
            database.execute("alter table signed_head rename to away");
            append("red", 0);
            var failures = node.meters().counter("hansard.heads.failures");
            await().untilAsserted(() -> assertThat(failures.count()).isPositive());

            database.execute("alter table away rename to signed_head");

            await().untilAsserted(() -> assertSigned("red", 1));
        }
    }

    private void assertSigned(String tenant, long sequence) {
        assertThat(table.last(tenant))
                .hasValueSatisfying(head -> assertThat(head.tenantSequence()).isEqualTo(sequence));
    }

    private void append(String tenant, long sequence) {
        node.appender()
                .append(TestEvents.append(TestEvents.ofTenant(tenant, tenant + "/a", sequence)));
    }

    private HeadSigner signer() {
        return new HeadSigner(
                table,
                new HeadsFile(heads()),
                ProvenStore.settings(directory).key(),
                Clock.systemUTC());
    }

    private WhileLeader leader(Path files) {
        return new WhileLeader(
                new Lease(database.anotherNode(), "signed-heads"),
                signing(files)::start,
                EventStoreSettings.DEFAULT);
    }

    private HeadSigning signing(Path files) {
        return new HeadSigning(
                database.dataSource(),
                node.signal(),
                ProvenStore.settings(files),
                Clock.systemUTC(),
                node.meters());
    }

    private Path heads() {
        return directory.resolve("signed-heads.ndjson");
    }

    private List<HeadLine> lines() {
        List<HeadLine> lines = new ArrayList<>();
        var file = new HeadsFile(heads());
        file.read(file.length(), lines::add);
        return lines;
    }
}
