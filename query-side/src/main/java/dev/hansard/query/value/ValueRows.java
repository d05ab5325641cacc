package dev.hansard.query.value;

import dev.hansard.query.table.SharedRows;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

import java.time.Instant;
import java.util.List;

/** The rows of all values. Names are compared by their bytes, so each range is one of the key. */
interface ValueRows extends SharedRows<ValueRow> {

    String THERE_BETWEEN =
            """
            select row from ValueRow row where row.id > :from and row.id < :to
               and (row.expiresAt is null or row.expiresAt > :now) order by row.id""";

    @Query(THERE_BETWEEN)
    List<ValueRow> firstBetween(String from, String to, Instant now, Limit limit);

    @Query(THERE_BETWEEN + " desc")
    List<ValueRow> lastBetween(String from, String to, Instant now, Limit limit);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from ValueRow row where row.id > :from and row.id < :to")
    void deleteBetween(String from, String to);

    @Query("select row from ValueRow row where row.id > :from and row.id < :to")
    List<ValueRow> allBetween(String from, String to);

    @Query("select row.position from ValueRow row where row.id > :from and row.id < :to")
    List<Long> positionsBetween(String from, String to);
}
