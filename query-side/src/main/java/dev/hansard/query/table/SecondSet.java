package dev.hansard.query.table;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The second set of a table's rows, in a schema of its own. In a transaction that looks there first
 * whoever names the table means the second set: so it is written by the same code as the first.
 */
final class SecondSet {

    /** Holds for the transaction. */
    static final String LOOK_THERE_FIRST =
            "select set_config('search_path', 'hansard_rebuild,' || current_setting('search_path'), true)";

    private static final String MAKE =
            """
            drop table if exists hansard_rebuild.{rows}, hansard_rebuild.{rows}_differing;
            create unlogged table hansard_rebuild.{rows} (like {rows} including all);
            create unlogged table hansard_rebuild.{rows}_differing as select id from {rows} with no data;
            delete from hansard_rebuild.table_position where name = '{name}';
            insert into hansard_rebuild.table_position values ('{name}', 0)""";

    private static final String DROP =
            "drop table if exists hansard_rebuild.{rows}, hansard_rebuild.{rows}_differing";

    private static final String COMPARE =
            """
            insert into hansard_rebuild.{rows}_differing
            select coalesce(here.id, there.id)
              from {rows} here full join hansard_rebuild.{rows} there on there.id = here.id
             where row(here.*) is distinct from row(there.*)""";

    private static final String NOTE =
            """
            insert into hansard_rebuild.{rows}_differing
            select unnest(cast(:ids as text[]))""";

    private static final String PUT =
            """
            delete from {rows} where id in (select id from hansard_rebuild.{rows}_differing);
            insert into {rows} select there.* from hansard_rebuild.{rows} there
             where there.id in (select id from hansard_rebuild.{rows}_differing);
            update table_position set rebuilds = rebuilds + 1 where name = '{name}'""";

    private final JdbcClient jdbc;
    private final String name;
    private final String rows;

    /**
     * @param name of the view
     * @param rows name of the table
     */
    SecondSet(JdbcClient jdbc, String name, String rows) {
        this.jdbc = jdbc;
        this.name = name;
        this.rows = rows;
    }

    /** Makes it, without a row and at position 0; what was left of another one goes. */
    void make() {
        run(MAKE);
    }

    void drop() {
        run(DROP);
    }

    /** Position of the first set. */
    long firstPosition() {
        return position("");
    }

    /** Position of the first set, where it stays until the end of the transaction. */
    long holdFirstPosition() {
        return position(" for update");
    }

    /** Notes the rows that are not in both sets alike. */
    void noteDifferences() {
        run(COMPARE);
    }

    /** Notes rows as if they differed. */
    void note(String[] ids) {
        jdbc.sql(named(NOTE)).param("ids", ids).update();
    }

    /**
     * Puts what was noted into the first set as it is in the second. Whoever holds rows of the
     * first one learns that they are not what they were.
     */
    void put() {
        run(PUT);
    }

    private long position(String lock) {
        return jdbc.sql("select position from table_position where name = :name" + lock)
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private void run(String sql) {
        jdbc.sql(named(sql)).update();
    }

    private String named(String sql) {
        return sql.replace("{rows}", rows).replace("{name}", name);
    }
}
