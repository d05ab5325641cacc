package dev.hansard.benchmarks.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.eventstore.EventStoreSchema;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeededLogTest {

    private static final String INDEXES =
            """
            select indexdef from pg_indexes where tablename in ('event', 'data_key') order by 1""";

    @Test
    void a_seeded_log_has_the_indexes_and_the_positions_of_one_that_was_appended(
            @TempDir Path directory) throws Exception {
        try (var server = BenchmarkServer.start(directory.resolve("data"))) {
            Database seeded = server.create("seeded");
            SeededLog.write(seeded, Seed.conversations(3_000, 1));
            Database migrated = server.create("migrated");
            try (var pool = migrated.pool(2)) {
                EventStoreSchema.migrate(pool);
            }

            assertThat(indexes(seeded)).isEqualTo(indexes(migrated)).hasSizeGreaterThan(7);
            assertThat(seeded.number("select count(distinct position) from event"))
                    .isEqualTo(6_000);
            assertThat(seeded.number("select max(tenant_sequence) from event")).isEqualTo(6_000);
            assertThat(seeded.number("select position from log_head")).isEqualTo(6_000);
            assertThat(seeded.number("select count(*) from data_key")).isEqualTo(3_001);
        }
    }

    private static List<String> indexes(Database database) throws SQLException {
        List<String> indexes = new ArrayList<>();
        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery(INDEXES)) {
            while (row.next()) {
                indexes.add(row.getString(1));
            }
        }
        return indexes;
    }
}
