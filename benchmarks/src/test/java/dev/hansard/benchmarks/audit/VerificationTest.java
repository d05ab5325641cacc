package dev.hansard.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hansard.benchmarks.postgres.BenchmarkServer;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VerificationTest {

    private static final int EVENTS = 4_000;
    private static final int FIRST = 1_000;

    @Test
    void a_seeded_log_is_a_chain_and_a_damaged_one_is_no_turn(@TempDir Path directory)
            throws Exception {
        try (var server = BenchmarkServer.start(directory.resolve("data"))) {
            Database database = server.create("seeded");
            SeededLog.write(database, Seed.conversations(EVENTS / 2, 1));
            try (var all = new Verification(database, EVENTS);
                    var first = new Verification(database, FIRST)) {
                assertThat(all.turn()).isPositive();

                damage(database, FIRST + 1);
                assertThatIllegalStateException()
                        .isThrownBy(all::turn)
                        .withMessageContaining("firstBadPosition=1001");
                assertThat(first.turn()).as("what comes after them").isPositive();

                damage(database, 5);
                assertThatIllegalStateException()
                        .isThrownBy(first::turn)
                        .withMessageContaining("firstBadPosition=5");
            }
        }
    }

    private static void damage(Database database, int position) throws SQLException {
        database.execute("update event set user_id = 'other' where position = " + position);
    }
}
