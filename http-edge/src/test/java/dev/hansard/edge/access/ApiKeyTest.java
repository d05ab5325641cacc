package dev.hansard.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Ids;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.SecureRandom;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ApiKeyTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void a_key_has_256_random_bits_behind_its_id() {
        ApiKey key = ApiKey.make(false, random);

        assertThat(key.text()).matches("hsk_k[0-9a-f]{16}_[A-Za-z0-9_-]{43}").contains(key.id());
        assertThat(Ids.isValid(key.id())).isTrue();
        assertThat(ApiKey.parse(key.text())).isEqualTo(key);
        assertThat(IntStream.range(0, 100).mapToObj(i -> ApiKey.make(false, random)))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_operators_key_is_known_by_its_id() {
        assertThat(ApiKey.isOperators(ApiKey.make(true, random).id())).isTrue();
        assertThat(ApiKey.isOperators(ApiKey.make(false, random).id())).isFalse();
        assertThat(ApiKey.parse(ApiKey.make(true, random).text())).isNotNull();
    }

    @Test
    void what_is_kept_is_a_hash_that_fits_this_key_alone() {
        ApiKey key = ApiKey.make(false, random);

        assertThat(key.hash()).matches("[0-9a-f]{64}");
        assertThat(key.hasHash(key.hash())).isTrue();
        assertThat(ApiKey.make(false, random).hasHash(key.hash())).isFalse();
        assertThat(key.hasHash("")).isFalse();
        assertThat(new ApiKey("k", "abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void it_is_never_shown_by_chance() {
        ApiKey key = ApiKey.make(false, random);

        assertThat(key).hasToString("key " + key.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct-horse",
                "hsk_",
                "hsk_k0123456789abcdef_short",
                "hsk_x0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "hsk_k0123456789ABCDEF_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "hsk_k0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "hsk_k0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void anything_else_is_no_made_key(String text) {
        assertThat(ApiKey.parse(text)).isNull();
    }
}
