package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SealKeyTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] PLACE = "here".getBytes(UTF_8);
    private static final EventPlace OF_THE_VECTOR =
            new EventPlace(
                    UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"),
                    "default/conversation/c1",
                    2);

    private final SealKey key = SealKey.make();

    @Test
    void it_opens_with_its_key_and_in_its_place_only() {
        byte[] sealed = key.seal(PLACE, "said".getBytes(UTF_8));

        assertThatIllegalArgumentException().isThrownBy(() -> SealKey.make().open(PLACE, sealed));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> key.open("there".getBytes(UTF_8), sealed));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> key.open(PLACE, new byte[SealKey.NONCE_BYTES]));
    }

    @Test
    void the_same_is_never_sealed_alike() {
        byte[] plain = "said".getBytes(UTF_8);

        assertThat(key.seal(PLACE, plain)).isNotEqualTo(key.seal(PLACE, plain));
    }

    @Test
    void a_key_of_another_length_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> SealKey.of(new byte[16]));
    }

    /** As {@code docs/chain.md} gives them to those who write this in another language. */
    @Test
    void the_vector_of_the_page_opens() throws IOException {
        String page = Files.readString(Path.of("../docs/chain.md"));
        byte[] place = OF_THE_VECTOR.bytes(StoredPayload.SEALED);
        byte[] bytes = HEX.parseHex("00112233445566778899aabbccddeeff".repeat(2));
        String sealed = after(page, "\npayload     ");

        byte[] opened = SealKey.of(bytes).open(place, HEX.parseHex(sealed));

        assertThat(page).contains(HEX.formatHex(place)).contains(HEX.formatHex(bytes));
        assertThat(HEX.formatHex(StoredPayload.salt(opened)))
                .isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(StoredPayload.open(StoredPayload.PLAIN, opened))
                .asString(UTF_8)
                .isEqualTo("{\"text\":\"Grüß Gott\"}");
    }

    private static String after(String page, String label) {
        int start = page.indexOf(label) + label.length();
        return page.substring(start, page.indexOf('\n', start));
    }
}
