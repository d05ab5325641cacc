package dev.hansard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PartTest {

    @Test
    void all_is_every_part() {
        assertThat(Part.named("all")).containsExactly(Part.values());
    }

    @Test
    void parts_run_in_their_own_order_whichever_was_named_first() {
        assertThat(Part.named("memory,append, read"))
                .containsExactly(Part.APPEND, Part.READ, Part.MEMORY);
    }

    @Test
    void what_is_no_part_is_named_with_those_that_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Part.named("append,raed"))
                .withMessageContainingAll("\"raed\"", "append", "restart");
        assertThatIllegalArgumentException().isThrownBy(() -> Part.named("append,"));
    }
}
