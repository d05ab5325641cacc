package dev.hansard.eventstore;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals: AES-256-GCM (NIST SP 800-38D). What is sealed is {@value #NONCE_BYTES} random
 * bytes of nonce, then the ciphertext with {@value #TAG_BYTES} bytes of tag. Random nonces are good
 * for 2^32 seals of one key. Thread-safe.
 */
public final class SealKey {

    /** Length of a key. */
    public static final int BYTES = 32;

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final String ALGORITHM = "AES";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** To look for one takes as long as to seal a message with it. */
    private static final BlockingQueue<Cipher> IDLE = new ArrayBlockingQueue<>(64);

    private final SecretKey key;

    private SealKey(SecretKey key) {
        this.key = key;
    }

    /** A new key. */
    public static SealKey make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /**
     * A key that is there.
     *
     * @throws IllegalArgumentException if it is not of 32 bytes
     */
    public static SealKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes");
        }
        return new SealKey(new SecretKeySpec(bytes, ALGORITHM));
    }

    /** The key itself, to be sealed with another. */
    public byte[] bytes() {
        return key.getEncoded();
    }

    /**
     * Seals.
     *
     * @param place what the content belongs to: it opens nowhere else
     */
    public byte[] seal(byte[] place, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        ByteBuffer sealed = ByteBuffer.allocate(NONCE_BYTES + plain.length + TAG_BYTES).put(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            int _ = cipher.doFinal(ByteBuffer.wrap(plain), sealed);
            boolean _ = IDLE.offer(cipher);
            return sealed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    /**
     * Opens.
     *
     * @throws IllegalArgumentException if it is damaged, was sealed for another place or with
     *     another key
     */
    public byte[] open(byte[] place, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            throw new IllegalArgumentException("shorter than a seal");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, place);
            byte[] plain = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            boolean _ = IDLE.offer(cipher);
            return plain;
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("the seal is broken", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    /** Nobody else has it until it is offered again. */
    private Cipher cipher(int mode, byte[] nonce, byte[] place) throws GeneralSecurityException {
        Cipher idle = IDLE.poll();
        Cipher cipher = idle == null ? Cipher.getInstance(TRANSFORMATION) : idle;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(place);
        return cipher;
    }
}
