package dev.hansard.query.table;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The positions of the shared tables. */
public interface TablePositions extends Repository<TablePosition, String> {

    @Query("select p.position from TablePosition p where p.name = :name")
    long positionOf(String name);

    /** How often a table's rows were put in place by a rebuild. */
    @Query("select p.rebuilds from TablePosition p where p.name = :name")
    long rebuildsOf(String name);

    /** Up to where every table has got. */
    @Query("select min(p.position) from TablePosition p")
    long leastPosition();

    /**
     * Moves a table on, in the transaction that writes its rows. Its commit does not wait for the
     * disk, which belongs to the appends: what a crash takes from a table stands in the log, and
     * the position goes back with the rows.
     *
     * @return 1; 0 if the table was not at {@code from}: another node has written it
     */
    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    with commit as (select set_config('synchronous_commit', 'off', true))
                    update table_position set position = :to from commit
                     where name = :name and position = :from""")
    int move(String name, long from, long to);
}
