package dev.hansard.allinone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.HexFormat;
import java.util.List;

import javax.sql.DataSource;

/**
 * Looks for a text in every row of every table, as somebody does who has a dump of the database.
 */
record StoredText(DataSource dataSource) {

    /** The tables that hold a text, as it is or as the bytes of a column. */
    List<String> tablesWith(String text) {
        var jdbc = new JdbcTemplate(dataSource);
        return tables().stream()
                .filter(
                        table ->
                                jdbc.queryForObject(
                                        """
                                        select exists (select from %s t
                                                        where strpos(t::text, ?) > 0 or strpos(t::text, ?) > 0)"""
                                                .formatted(table),
                                        Boolean.class,
                                        text,
                                        HexFormat.of().formatHex(text.getBytes(UTF_8))))
                .toList();
    }

    List<String> tables() {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = 'public'",
                        String.class);
    }

    long rows(String table) {
        return new JdbcTemplate(dataSource)
                .queryForObject("select count(*) from " + table, Long.class);
    }
}
