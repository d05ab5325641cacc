package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.nio.file.Path;

/** What is said is read by those who may, and found by nobody else. */
@Isolated("it reads what the whole process prints")
@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SealedContentTest {

    @Test
    void in_a_store_that_is_kept_in_clear_the_same_search_finds_it(@TempDir Path directory) {
        try (var hansard =
                InProcessHansard.startIn(
                        directory.resolve("data"), "--hansard.encryption.enabled=false")) {
            String marker = Marked.everywhere(hansard.client(), "ann", "first");

            assertThat(new StoredText(hansard.dataSource()).tablesWith(marker))
                    .contains("event", "result");
        }
    }

    @Test
    void no_content_is_found_in_any_table_or_log(CapturedOutput output, @TempDir Path directory) {
        try (var hansard =
                InProcessHansard.startIn(
                        directory.resolve("data"),
                        "--hansard.aggregates.snapshot-every=2",
                        "--hansard.read-model.checkpoint-interval=100ms")) {
            var stored = new StoredText(hansard.dataSource());
            String marker = Marked.everywhere(hansard.client(), "ann", "first");
            await().until(
                            () ->
                                    stored.rows("snapshot") > 0
                                            && stored.rows("view_checkpoint_row") > 0
                                            && stored.rows("checkpoint_row") > 0
                                            && stored.rows("result") > 0
                                            && stored.rows("value_view") > 0);

            assertThat(hansard.client().get("/v1/audit/events?userId=ann").expect(200).body())
                    .as("who may reads it")
                    .contains(marker);
            assertThat(stored.tables()).contains("event", "snapshot", "result", "kept_answer");
            assertThat(stored.tablesWith("ann")).as("ids are found").contains("event");
            assertThat(stored.tablesWith(marker)).isEmpty();
        }
        assertThat(output.getAll()).contains("Hansard").doesNotContain("marker-");
    }
}
