package dev.hansard.benchmarks.append;

import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;

import io.micrometer.core.instrument.MeterRegistry;

import java.sql.SQLException;

/** What the disk holds of what was appended. */
final class StorageSize {

    private static final String TABLES =
            """
            select sum(pg_total_relation_size(oid))
              from pg_class
             where relnamespace = 'public'::regnamespace and relkind = 'r'""";

    private StorageSize() {}

    /**
     * Measures a log that an application has written alone.
     *
     * @param writer whose metrics say how many bytes of plain payload there are
     */
    static void measure(Run run, Database database, Commander writer) throws SQLException {
        database.execute("vacuum");
        database.execute("checkpoint");
        double disk = database.number(TABLES);
        double payload =
                writer.context()
                        .getBean(MeterRegistry.class)
                        .get("hansard.events.bytes")
                        .counter()
                        .count();
        run.report().figure("storage.ratioToPayload", disk / payload);
        run.report().figure("storage.diskBytes", disk);
        run.report().figure("storage.payloadBytes", payload);
        run.report().figure("storage.events", database.number("select count(*) from event"));
    }
}
