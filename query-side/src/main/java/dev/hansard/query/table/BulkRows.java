package dev.hansard.query.table;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;

import org.hibernate.jpa.HibernateHints;
import org.springframework.data.util.ParsingUtils;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Objects;

/**
 * The rows of one shared table, many in a statement: one that follows the log would otherwise spend
 * its time on telling the database of each of them. Columns are named as the entity's attributes,
 * in lower case with underscores.
 *
 * @param <R> entity with an id of its own
 */
final class BulkRows<R> {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .changeDefaultVisibility(
                            seen ->
                                    seen.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                                            .withFieldVisibility(Visibility.ANY))
                    // Values go in as JPA reads them, not as clients do.
                    .disable(MapperFeature.USE_ANNOTATIONS)
                    .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                    .build();

    /** Rows written by one statement: its text takes a kilobyte or so for each. */
    private static final int CHUNK = 1_000;

    private final EntityManager entities;
    private final Class<R> type;
    private final String find;
    private final String put;
    private final String remove;

    BulkRows(EntityManager entities, Class<R> type) {
        this.entities = entities;
        this.type = type;
        String table = Objects.requireNonNull(type.getAnnotation(Table.class)).name();
        List<String> columns =
                entities.getMetamodel().entity(type).getSingularAttributes().stream()
                        .map(
                                attribute ->
                                        ParsingUtils.reconcatenateCamelCase(
                                                attribute.getName(), "_"))
                        .toList();
        this.find = "select * from " + table + " where id = any(:ids)";
        this.put =
                """
                insert into %1$s select * from json_populate_recordset(cast(null as %1$s), cast(:rows as json))
                    on conflict (id) do update set (%2$s) = row(%3$s)"""
                        .formatted(
                                table,
                                String.join(", ", columns),
                                columns.stream()
                                        .map(name -> "excluded." + name)
                                        .collect(joining(", ")));
        this.remove = "delete from " + table + " where id = any(:ids)";
    }

    /** Those of the rows that are there, in no order. What is done to them stays in memory. */
    @SuppressWarnings("unchecked") // the query was given the type
    List<R> find(List<String> ids) {
        return entities.createNativeQuery(find, type)
                .setParameter("ids", ids.toArray(String[]::new))
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getResultList();
    }

    /** Writes rows, whether they are there or not. */
    void put(List<R> rows) {
        for (int start = 0; start < rows.size(); start += CHUNK) {
            List<R> chunk = rows.subList(start, Math.min(start + CHUNK, rows.size()));
            int _ =
                    entities.createNativeQuery(put)
                            .setParameter("rows", JSON.writeValueAsString(chunk))
                            .executeUpdate();
        }
    }

    void remove(List<String> ids) {
        if (!ids.isEmpty()) {
            int _ =
                    entities.createNativeQuery(remove)
                            .setParameter("ids", ids.toArray(String[]::new))
                            .executeUpdate();
        }
    }
}
