package dev.hansard.command.session;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids of sessions, for clients that choose none: {@code user_{userId}_{8 hex}}. */
final class SessionIds {

    private static final int LONGEST_USER = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionIds() {}

    static String make(String userId) {
        String user = userId.substring(0, Math.min(userId.length(), LONGEST_USER));
        return "user_" + user + "_" + HexFormat.of().toHexDigits(RANDOM.nextInt());
    }
}
