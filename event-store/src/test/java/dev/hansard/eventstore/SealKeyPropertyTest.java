package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SealKeyPropertyTest {

    private static final byte[] PLACE = "here".getBytes(UTF_8);

    private final SealKey key = SealKey.make();

    @Property(tries = 200)
    void what_is_sealed_comes_back(@ForAll @Size(max = 3_000) byte[] plain) {
        byte[] sealed = key.seal(PLACE, plain);

        assertThat(sealed).hasSize(plain.length + SealKey.NONCE_BYTES + SealKey.TAG_BYTES);
        assertThat(key.open(PLACE, sealed)).isEqualTo(plain);
        assertThat(SealKey.of(key.bytes()).open(PLACE, sealed)).isEqualTo(plain);
    }

    @Property(tries = 200)
    void a_changed_byte_breaks_the_seal(
            @ForAll @Size(min = 1, max = 100) byte[] plain, @ForAll int where) {
        byte[] sealed = key.seal(PLACE, plain);
        sealed[Math.floorMod(where, sealed.length)] ^= 1;

        assertThatIllegalArgumentException().isThrownBy(() -> key.open(PLACE, sealed));
    }
}
