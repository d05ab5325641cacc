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

@DisplayNameGeneration(ReplaceUnderscores.class)
class VerificationTest {

    private static final int EVENTS = 8;

    @Test
    void a_seeded_log_is_a_chain_and_a_damaged_one_is_no_turn(@TempDir Path directory)
            throws Exception {
        try (var server = BenchmarkServer.start(directory.resolve("data"))) {
            Database database = server.create("seeded");
            SeededLog.write(database, Seed.conversations(2, 3));
            try (var verification = new Verification(database, EVENTS)) {
                assertThat(verification.turn()).isPositive();

                database.execute("update event set user_id = 'other' where position = 5");
                assertThatIllegalStateException()
                        .isThrownBy(verification::turn)
                        .withMessageContaining("firstBadPosition=5");
            }
        }
    }
}
