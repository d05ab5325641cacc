package dev.hansard.eventstore.chain;

import dev.hansard.proof.SignedHead;
import dev.hansard.proof.VerifyingKey;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signed head as a line of the file.
 *
 * @param store the database it is of
 * @param head in hexadecimal
 * @param keyId in hexadecimal
 * @param publicKey in base64
 * @param signature in base64
 */
record HeadLine(
        String store,
        String tenant,
        long tenantSequence,
        String head,
        Instant signedAt,
        String keyId,
        String publicKey,
        String signature) {

    static HeadLine of(String store, SignedHead signed, VerifyingKey key) {
        return new HeadLine(
                store,
                signed.tenant(),
                signed.tenantSequence(),
                signed.headText(),
                signed.signedAt(),
                signed.keyId(),
                key.text(),
                Base64.getEncoder().encodeToString(signed.signature()));
    }

    /**
     * @throws IllegalArgumentException if it is damaged
     */
    SignedHead signed() {
        return new SignedHead(
                tenant,
                tenantSequence,
                HexFormat.of().parseHex(head),
                signedAt,
                keyId,
                Base64.getDecoder().decode(signature));
    }

    /**
     * @throws IllegalArgumentException if it is damaged
     */
    VerifyingKey key() {
        return VerifyingKey.parse(publicKey);
    }
}
