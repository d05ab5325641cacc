package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What comes back is what went in, or nothing. */
class DeflatedTest {

    @Property
    void what_was_compressed_comes_back(@ForAll @Size(max = 5_000) byte[] plain) {
        assertThat(Deflated.plain(Deflated.of(plain), 0)).isEqualTo(plain);
    }

    @Property
    void damage_never_yields_other_bytes(
            @ForAll @Size(min = 1, max = 300) byte[] plain,
            @ForAll int place,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] damaged = Deflated.of(plain);
        damaged[Math.floorMod(place, damaged.length)] ^= (byte) change;

        byte[] read;
        try {
            read = Deflated.plain(damaged, 0);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(read).isEqualTo(plain);
    }

    @Property
    void a_part_is_no_whole(@ForAll @Size(min = 1, max = 300) byte[] plain, @ForAll int place) {
        byte[] whole = Deflated.of(plain);
        int length = Math.floorMod(place, whole.length);
        Assume.that(length < whole.length);

        assertThatThrownBy(() -> Deflated.plain(Arrays.copyOf(whole, length), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Deflated.plain(Arrays.copyOf(whole, whole.length + 1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void a_length_that_cannot_be_takes_no_memory() {
        byte[] claimsMuch = Deflated.of("x".repeat(100).getBytes(UTF_8));
        ByteBuffer.wrap(claimsMuch).putInt(Deflated.MOST_BYTES);
        byte[] claimsMore = ByteBuffer.allocate(100_000).putInt(Deflated.MOST_BYTES + 1).array();
        byte[] claimsNegative = ByteBuffer.allocate(100).putInt(-1).array();

        for (byte[] claim : new byte[][] {claimsMuch, claimsMore, claimsNegative}) {
            assertThatThrownBy(() -> Deflated.plain(claim, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot be as long as it says");
        }
    }

    @Example
    void what_deflate_makes_most_of_is_let_through() {
        byte[] zeros = new byte[10 << 20];

        byte[] deflated = Deflated.of(zeros);

        assertThat(zeros.length / deflated.length).isGreaterThan(200);
        assertThat(Deflated.plain(deflated, 0)).isEqualTo(zeros);
    }
}
