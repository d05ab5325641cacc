package dev.hansard.eventstore.chain;

import dev.hansard.proof.Pem;
import dev.hansard.proof.SignedHead;
import dev.hansard.proof.VerifyingKey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;

/** A key that signs heads: Ed25519 (RFC 8032). */
final class SigningKey {

    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey privateKey;
    private final VerifyingKey verifyingKey;

    private SigningKey(KeyPair pair) {
        this.privateKey = pair.getPrivate();
        this.verifyingKey = VerifyingKey.of(pair.getPublic().getEncoded());
    }

    /** A new key. */
    static SigningKey make() {
        return new SigningKey(pair(new SecureRandom()));
    }

    /**
     * Reads a key as {@code openssl genpkey -algorithm ed25519} writes it: PKCS#8, as PEM or what
     * stands in it.
     *
     * @throws IllegalArgumentException if it is none; the message quotes nothing of it
     */
    static SigningKey parse(String pem) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance(VerifyingKey.ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(pem)));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
            return new SigningKey(pair(new Seed(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key");
        }
    }

    /** The key as PEM. */
    String pem() {
        return Pem.encode(LABEL, privateKey.getEncoded());
    }

    VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    SignedHead sign(String tenant, long tenantSequence, byte[] head, Instant at) {
        return new SignedHead(
                tenant,
                tenantSequence,
                head,
                at,
                verifyingKey.id(),
                sign(SignedHead.statement(tenant, tenantSequence, head, at)));
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(VerifyingKey.ALGORITHM);
            signature.initSign(privateKey);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key can sign", e);
        }
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /**
     * Gives the 32 bytes of a private key where a new one would be drawn: the platform computes the
     * public half of a key only while it makes one.
     */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] drawn) {
            System.arraycopy(bytes, 0, drawn, 0, drawn.length);
        }
    }
}
