package dev.hansard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChainTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SALT = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] PAYLOAD = "{\"text\":\"Grüß Gott\"}".getBytes(UTF_8);

    @Test
    void the_leaf_of_the_documented_event_is_the_documented_one() throws Exception {
        EventEnvelope envelope = with("u1", null, "m1");
        byte[] leaf = envelope.leaf(SALT, PAYLOAD);
        byte[] head = HashChain.next(HashChain.start(), leaf);

        assertThat(Files.readString(Path.of("../docs/chain.md")))
                .contains(HEX.formatHex(envelope.fields(SALT, PAYLOAD).toBytes()))
                .contains("leaf  " + HEX.formatHex(leaf))
                .contains("head  " + HEX.formatHex(head));
        assertThat(HEX.formatHex(leaf))
                .isEqualTo("3ab7c36d3e3e1cec52729aa80ab6d14386c9e1bb80463adc131e56bd12da0cc6");
    }

    @Test
    void a_leaf_tells_an_absent_field_from_an_empty_one_and_where_a_field_ends() {
        assertThat(leaf(null, "")).isNotEqualTo(leaf("", null));
        assertThat(leaf("ab", "c")).isNotEqualTo(leaf("a", "bc"));
    }

    @Test
    void fields_may_be_longer_than_expected() {
        byte[] fields = new CanonicalFields(1).number(7).text("long").bytes(new byte[9]).toBytes();

        assertThat(HEX.formatHex(fields))
                .isEqualTo("000000080000000000000007000000046c6f6e6700000009" + "00".repeat(9));
    }

    @Test
    void a_chain_begins_with_zeros() {
        assertThat(HashChain.start()).hasSize(32).containsOnly(0);
    }

    private static byte[] leaf(String userId, String context) {
        return with(userId, context, null).leaf(SALT, PAYLOAD);
    }

    private static EventEnvelope with(String userId, String context, String dedupeKey) {
        return new EventEnvelope(
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                "default",
                7,
                "conversation",
                "default/conversation/c1",
                2,
                "conversation.MessageAppended",
                1,
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                userId,
                context,
                dedupeKey,
                null,
                "agent",
                null,
                null,
                null,
                null);
    }
}
