package dev.hansard.eventstore.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.proof.SignedHead;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Whatever somebody with all rights in the database does to what was signed, it is found. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TamperTest {

    @TempDir private static Path directory;
    @TempDir private static Path elsewhere;
    private static ProvenStore store;
    private static Sql sql;
    private static Tampering tampering;

    @BeforeAll
    static void write() {
        store = ProvenStore.in(directory);
        sql = new Sql(store.database.dataSource());
        tampering = new Tampering(sql);
    }

    @AfterEach
    void restore() {
        store.restore();
        assertThat(store.verify().firstBadPosition()).isNull();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "event, position = 5, 5",
        "event, position = 1, 1",
        "event, position = 8, 8",
        "signed_head, tenant = 'default' and sequence = 4, 5",
        "signing_key, true, 3",
        "data_key, tenant = 'default' and user_id = 'ann', 5",
        "data_key, tenant = 'default' and user_id = '', 1"
    })
    void a_flipped_byte_in_any_column_of_a_row(String table, String row, long position) {
        List<Object> columns = tampering.columns(table);
        assertThat(columns).isNotEmpty();
        for (Object each : columns) {
            String column = each.toString();
            if (!tampering.isNull(table, row, column)) {
                assertThat(tampering.flip(table, row, column)).isEqualTo(1);
                assertFound(table + "." + column, position);
                store.restore();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tenant_head, tenant, 1",
        "tenant_head, sequence, 8",
        "tenant_head, head, 9",
        "log_head, position, 10",
        "log_head, recorded_at, 9",
        "store, id, 1"
    })
    void a_flipped_byte_in_the_head_of_a_chain_of_the_log_or_in_the_name_of_the_store(
            String table, String column, long position) {
        String row = table.equals("tenant_head") ? "tenant = 'default'" : "true";

        assertThat(tampering.flip(table, row, column)).isEqualTo(1);

        assertFound(table + "." + column, position);
    }

    @Test
    void a_text_that_was_absent_and_is_empty() {
        for (String column : List.of("user_id", "context", "causation_id", "metadata")) {
            sql.update("update event set %s = '' where position = 4".formatted(column));
            assertFound(column, 4);
            store.restore();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "event, position = 1, 1",
        "event, position = 7, 7",
        "event, position = 9, 9",
        "signed_head, sequence = 4, 5",
        "signing_key, true, 3",
        "data_key, user_id = 'ann', 5",
        "tenant_head, tenant = 'default', 1",
        "log_head, true, 1"
    })
    void a_deleted_row(String table, String row, long position) {
        assertThat(sql.update("delete from %s where %s".formatted(table, row))).isEqualTo(1);

        assertFound(table, position);
    }

    @ParameterizedTest
    @CsvSource({
        "position, 4, 7, 4",
        "tenant_sequence, 4, 7, 4",
        "payload, 3, 8, 3",
        "leaf, 3, 8, 3"
    })
    void two_rows_that_changed_places(String column, long one, long other, long position) {
        List<Object> values =
                sql.column(
                        "select %s from event where position in (?, ?) order by position"
                                .formatted(column),
                        one,
                        other);
        store.database.execute("drop index event_tenant");
        store.database.execute("alter table event drop constraint event_position");
        String oneId = tampering.eventId(one);
        String otherId = tampering.eventId(other);
        String update = "update event set %s = ? where event_id = ?::uuid".formatted(column);
        sql.update(update, values.get(1), oneId);
        sql.update(update, values.get(0), otherId);
        store.database.execute(
                "create unique index event_tenant on event (tenant, tenant_sequence)");
        store.database.execute(
                "alter table event add constraint event_position primary key (position)");

        assertFound(column, position);
    }

    @Test
    void an_inserted_row() {
        tampering.insertCopyOf(9, 10, 8);

        assertFound("insert", 10);
    }

    @Test
    void an_inserted_row_before_the_first() {
        tampering.insertCopyOf(1, -1, 0);

        assertFound("insert", -1);
    }

    @Test
    void a_suffix_that_was_rewritten_with_all_its_hashes() {
        tampering.rewriteFrom(3);

        assertFound("rewritten", 4);
    }

    @Test
    void a_suffix_that_was_rewritten_and_signed_with_another_key() {
        tampering.rewriteFrom(3);
        SigningKey key = SigningKey.make();
        sql.update("delete from signed_head where tenant = 'default' and sequence > 2");
        store.table.insert(
                key.verifyingKey(),
                List.of(key.sign("default", 7, tampering.head("default"), Instant.now())));

        assertFound("signed by another", 4);
    }

    @Test
    void a_head_that_was_put_among_the_signed_ones() {
        SignedHead other = store.table.at("default", List.of(4L)).getFirst();
        SignedHead made =
                new SignedHead(
                        "default",
                        3,
                        tampering.headAfter(3),
                        other.signedAt(),
                        other.keyId(),
                        other.signature());
        store.table.insert(store.settings().key().verifyingKey(), List.of(made));

        assertFound("made up", 4);
    }

    @Test
    void a_key_that_was_put_among_the_kept_ones() {
        store.table.insert(SigningKey.make().verifyingKey(), List.of());

        assertFound("another key", 9);
    }

    @Test
    void a_tail_that_was_cut_off_with_its_heads_is_found_by_the_file() {
        byte[] noted = tampering.headAfter(6);
        byte[] head = tampering.headAfter(4);
        sql.update("delete from event where position > 6");
        sql.update("delete from signed_head where tenant = 'default' and sequence > 4");
        sql.update("update tenant_head set sequence = 4, head = ? where tenant = 'default'", head);
        sql.update(
                """
                update log_head
                   set (position, recorded_at) =
                       (select position, recorded_at from event order by position desc limit 1)""");

        assertFound("cut off", 7);
        AuditSettings withoutFile =
                ProvenStore.settings(elsewhere, store.settings().key().verifyingKey().text());
        assertThat(store.verify(withoutFile, noted).firstBadPosition())
                .as("or by a head that somebody has noted")
                .isEqualTo(7);
        assertThat(store.verify(withoutFile, null).firstBadPosition())
                .as("without either nobody can know")
                .isNull();
    }

    @Test
    void a_key_that_was_destroyed_though_nobody_was_erased() {
        store.database.execute(
                "update data_key set sealed_key = null, envelope_key = '' where user_id = 'ann'");

        assertFound("without an erasure", 5);

        store.database.execute(
                """
                insert into erasure (tenant, user_id, position, erased_at, started_at)
                values ('default', 'ann', 9, now(), now())""");
        assertFound("with an event that says nothing of it", 5);
        store.database.execute("delete from erasure");
    }

    private static void assertFound(String what, long position) {
        Verified verified = store.verify();
        assertThat(verified.firstBadPosition())
                .as("%s: %s", what, verified.problem())
                .isEqualTo(position);
        assertThat(verified.problem()).isNotBlank();
        assertThat(verified.head()).isNull();
    }
}
