package dev.hansard.eventstore.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.EventLeaf;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.proof.HashChain;

import java.util.List;

/** What somebody does who has all rights in the database and knows how hashes are made. */
record Tampering(Sql sql) {

    List<Object> columns(String table) {
        return sql.column(
                "select column_name from information_schema.columns where table_name = ?", table);
    }

    boolean isNull(String table, String row, String column) {
        return sql.value("select %s is null from %s where %s".formatted(column, table, row))
                .equals(true);
    }

    int flip(String table, String row, String column) {
        Object type =
                sql.value(
                        """
                        select data_type from information_schema.columns
                         where table_name = ? and column_name = ?""",
                        table,
                        column);
        String flipped =
                switch (type.toString()) {
                    case "bigint" ->
                            column.equals("sequence") && table.equals("tenant_head")
                                    ? "%s # 1"
                                    : "%s # 4096";
                    case "integer", "smallint" -> "%s # 1";
                    case "timestamp with time zone" -> "%s + interval '256 microseconds'";
                    case "uuid" -> "overlay(%s::text placing '0f0f' from 1 for 4)::uuid";
                    case "bytea" ->
                            "set_byte(%1$s, length(%1$s) - 1, get_byte(%1$s, length(%1$s) - 1) # 1)";
                    case "text" -> "overlay(%1$s placing chr(ascii(%1$s) # 1) from 1 for 1)";
                    default -> throw new IllegalStateException(type.toString());
                };
        return sql.update(
                "update %s set %s = %s where %s"
                        .formatted(table, column, flipped.formatted(column), row));
    }

    String eventId(long position) {
        return sql.value("select event_id::text from event where position = ?", position)
                .toString();
    }

    void insertCopyOf(long position, long newPosition, long newSequence) {
        sql.update(
                """
                create temp table copied as select * from event where position = %d;
                update copied set position = %d, tenant_sequence = %d, aggregate_id = 'default/x',
                       event_id = gen_random_uuid();
                insert into event select * from copied;
                drop table copied"""
                        .formatted(position, newPosition, newSequence));
    }

    byte[] head(String tenant) {
        return (byte[]) sql.value("select head from tenant_head where tenant = ?", tenant);
    }

    byte[] headAfter(long sequence) {
        byte[] head = HashChain.start();
        for (EventRow row : rows()) {
            if (row.tenantSequence() <= sequence) {
                head = HashChain.next(head, row.leaf());
            }
        }
        return head;
    }

    /** As one does who knows how hashes are made, and has no key. */
    void rewriteFrom(long sequence) {
        byte[] head = HashChain.start();
        for (EventRow before : rows()) {
            if (before.tenantSequence() >= sequence) {
                sql.update(
                        """
                        update event set format = 0, payload = substr(payload, 1, 16) || ?
                         where position = ?""",
                        "never said".getBytes(UTF_8),
                        before.position());
            }
        }
        for (EventRow row : rows()) {
            boolean rewritten = row.tenantSequence() >= sequence;
            byte[] leaf = rewritten ? EventLeaf.of(row) : row.leaf();
            sql.update("update event set leaf = ? where position = ?", leaf, row.position());
            head = HashChain.next(head, leaf);
        }
        sql.update("update tenant_head set head = ? where tenant = 'default'", head);
    }

    List<EventRow> rows() {
        return new EventTable(sql.dataSource())
                .after(0, 100).stream()
                        .filter(row -> row.tenant().equals(ProvenStore.TENANT))
                        .toList();
    }
}
