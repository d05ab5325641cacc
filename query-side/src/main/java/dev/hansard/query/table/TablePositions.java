package dev.hansard.query.table;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The positions of the shared tables. */
public interface TablePositions extends Repository<TablePosition, String> {

    @Query("select p.position from TablePosition p where p.name = :name")
    long positionOf(String name);

    /**
     * Moves a table on, in the transaction that writes its rows.
     *
     * @return 1; 0 if the table was not at {@code from}: another node has written it
     */
    @Modifying
    @Query(
            "update TablePosition p set p.position = :to where p.name = :name and p.position = :from")
    int move(String name, long from, long to);
}
