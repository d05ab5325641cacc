package dev.hansard.eventstore.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hansard.eventstore.SealKey;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Envelope keys in memory: the first seals, all open. */
final class EnvelopeKeyring implements EnvelopeKeeper {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final byte[] NAMED = "hansard-envelope-key".getBytes(US_ASCII);
    private static final int NAME_BYTES = 8;

    private final String current;
    private final Map<String, SealKey> keys;

    private EnvelopeKeyring(Map<String, SealKey> keys) {
        this.current = keys.keySet().iterator().next();
        this.keys = keys;
    }

    /**
     * Reads keys, in base64 and separated by commas or white space.
     *
     * @throws IllegalArgumentException if there is none, or something else; quotes nothing of it
     */
    static EnvelopeKeyring parse(String text) {
        Map<String, SealKey> keys = new LinkedHashMap<>();
        for (String each : BETWEEN.split(text.strip(), -1)) {
            byte[] bytes = decoded(each);
            keys.put(name(bytes), SealKey.of(bytes));
        }
        return new EnvelopeKeyring(keys);
    }

    /** A new key, as text. */
    static String make() {
        return Base64.getEncoder().encodeToString(SealKey.make().bytes());
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public Collection<String> unknown(Collection<String> names) {
        return names.stream().filter(name -> !keys.containsKey(name)).toList();
    }

    @Override
    public byte[] seal(byte[] place, byte[] key) {
        return key(current).seal(place, key);
    }

    @Override
    public byte[] open(String name, byte[] place, byte[] sealed) {
        return key(name).open(place, sealed);
    }

    private SealKey key(String name) {
        SealKey key = keys.get(name);
        if (key == null) {
            throw new IllegalArgumentException("no envelope key of that name");
        }
        return key;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not base64");
        }
    }

    /** A hash tells keys apart, and nothing of 32 random bytes. */
    private static String name(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(NAMED);
            return HexFormat.of().formatHex(digest.digest(key), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
