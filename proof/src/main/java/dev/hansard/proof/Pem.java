package dev.hansard.proof;

import java.util.Base64;

/** The text form of keys (RFC 7468), read leniently: with or without the lines around it. */
public final class Pem {

    private Pem() {}

    /**
     * @throws IllegalArgumentException if it is not base64; the message quotes nothing of it
     */
    public static byte[] decode(String text) {
        try {
            return Base64.getDecoder()
                    .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not PEM");
        }
    }

    public static String encode(String label, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                        label);
    }
}
