package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Somebody who builds an agent follows the guide word for word. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GuideTest {

    @Test
    void what_the_guide_shows_works_and_prints_what_it_says() throws Exception {
        var blocks = Tour.ofGuide();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(7);
        for (Tour.Block block : blocks) {
            block.runOn(InProcessHansard.shared().client().port());
        }
    }
}
