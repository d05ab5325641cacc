package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.allinone.e2e.Tour.Block;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** A newcomer follows the README word for word. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTourTest {

    @Test
    void the_tour_of_the_README_works_over_a_restart(@TempDir Path home) throws Exception {
        Tour tour = Tour.ofReadme();
        assertThat(tour.beforeRestart()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(tour.afterRestart()).isNotEmpty();

        try (var hansard = Launch.allInOne(home).start().awaitReady()) {
            int port = hansard.client().port();
            Tour.firstTry().runOn(port);
            runWhatTheWelcomeProposes(hansard);
            for (Block block : tour.beforeRestart()) {
                block.runOn(port);
            }
            hansard.terminate();
            hansard.exitStatus(RunningHansard.STOPS_WITHIN);
        }
        try (var again = Launch.allInOne(home).start().awaitReady()) {
            for (Block block : tour.afterRestart()) {
                block.runOn(again.client().port());
            }
        }
    }

    private static void runWhatTheWelcomeProposes(RunningHansard hansard) throws Exception {
        String welcome = hansard.output();
        assertThat(welcome)
                .contains("listens on  http://localhost:" + hansard.client().port())
                .contains("hansard-data (embedded PostgreSQL)")
                .contains("protected mode");
        List<String> proposed =
                welcome.lines()
                        .filter(line -> line.contains("curl "))
                        .map(line -> line.substring(line.indexOf("curl ")))
                        .toList();
        assertThat(proposed).hasSize(2);
        assertThat(Tour.shell(String.join("\n", proposed)))
                .contains("\"content\":\"Hello, Hansard\"");
    }
}
