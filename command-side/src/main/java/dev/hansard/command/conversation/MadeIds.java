package dev.hansard.command.conversation;

import java.security.SecureRandom;

/** Ids for clients that choose none: unguessable, and never the same twice. */
final class MadeIds {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private MadeIds() {}

    static String conversation() {
        return "c_" + random();
    }

    static String message() {
        return "m_" + random();
    }

    /** 130 bits. */
    private static String random() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
