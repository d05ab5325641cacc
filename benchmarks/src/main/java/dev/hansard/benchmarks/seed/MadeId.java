package dev.hansard.benchmarks.seed;

import java.util.concurrent.ThreadLocalRandom;

/** Ids as long and as random as those the server makes. */
public final class MadeId {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;

    private MadeId() {}

    public static String conversation() {
        return "c_" + random();
    }

    public static String message() {
        return "m_" + random();
    }

    public static String user() {
        return "u_" + random();
    }

    private static String random() {
        var random = ThreadLocalRandom.current();
        var id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
