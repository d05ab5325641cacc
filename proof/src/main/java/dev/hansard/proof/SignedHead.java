package dev.hansard.proof;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The head of a tenant's chain after one of its events, signed.
 *
 * @param tenantSequence of the last event that it covers, with all before
 * @param head SHA-256, 32 bytes
 * @param signedAt to the microsecond
 * @param keyId {@link VerifyingKey#id} of the key that signed
 */
public record SignedHead(
        String tenant,
        long tenantSequence,
        byte[] head,
        Instant signedAt,
        String keyId,
        byte[] signature) {

    private static final String VERSION = "hansard-head-1";

    /** Whether that key has signed just this. */
    public boolean isSignedBy(VerifyingKey key) {
        return key.verifies(statement(tenant, tenantSequence, head, signedAt), signature);
    }

    public boolean hasHead(byte[] other) {
        return Arrays.equals(head, other);
    }

    /** Whether a chain that has this head after this sequence is another one. */
    public boolean contradicts(long sequence, byte[] other) {
        return tenantSequence == sequence && !hasHead(other);
    }

    /** The head in hexadecimal. */
    public String headText() {
        return HexFormat.of().formatHex(head);
    }

    /** The bytes that are signed. */
    public static byte[] statement(
            String tenant, long tenantSequence, byte[] head, Instant signedAt) {
        return new CanonicalFields(128)
                .text(VERSION)
                .text(tenant)
                .number(tenantSequence)
                .bytes(head)
                .instant(signedAt)
                .toBytes();
    }
}
