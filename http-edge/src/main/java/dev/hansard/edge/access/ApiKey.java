package dev.hansard.edge.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A made API key, {@code hsk_}, its id, {@code _} and 256 random bits: of the alphabet of URLs, and
 * found by its beginning wherever it has got to. The id in it is no secret: it says which key to
 * compare with, so that no time depends on the secret, and which to revoke.
 *
 * @param id as the server names it; begins with {@code op} for an operator's, else with {@code k}
 * @param text the whole key
 */
public record ApiKey(String id, String text) {

    private static final Pattern FORM =
            Pattern.compile("hsk_((?:k|op)[0-9a-f]{16})_[A-Za-z0-9_-]{43}");

    private static final String OPERATORS = "op";
    private static final String TENANTS = "k";
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    /** A new key. */
    public static ApiKey make(boolean forOperator, SecureRandom random) {
        String id =
                (forOperator ? OPERATORS : TENANTS)
                        + HexFormat.of().formatHex(bytes(ID_BYTES, random));
        String secret =
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES, random));
        return new ApiKey(id, "hsk_" + id + "_" + secret);
    }

    /** The key that a text is, or null if it has not the form of one. */
    public static @Nullable ApiKey parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? new ApiKey(form.group(1), text) : null;
    }

    /** Whether an id is that of an operator's key. */
    public static boolean isOperators(String id) {
        return id.startsWith(OPERATORS);
    }

    /**
     * What is kept of it: SHA-256, in hexadecimal. A slow hash is for secrets that can be guessed;
     * 256 random bits cannot, and every request has to pay for it.
     */
    public String hash() {
        return HexFormat.of().formatHex(hash(text));
    }

    /** Whether that is the hash of this key, in a time that does not depend on where it differs. */
    public boolean hasHash(String hash) {
        return MessageDigest.isEqual(hash().getBytes(UTF_8), hash.getBytes(UTF_8));
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names the key and never shows it. */
    @Override
    public String toString() {
        return "key " + id;
    }

    private static byte[] bytes(int number, SecureRandom random) {
        byte[] bytes = new byte[number];
        random.nextBytes(bytes);
        return bytes;
    }
}
