package dev.hansard.allinone.e2e;

import java.time.Duration;

/** How long the tests of endurance go on: shortly in every build, at length with {@code -Psoak}. */
final class Soak {

    private static final boolean LONG = Boolean.getBoolean("soak");

    private Soak() {}

    static int rounds() {
        return Integer.getInteger("soak.rounds", LONG ? 500 : 3);
    }

    static Duration load() {
        return Duration.ofSeconds(LONG ? 60 : 5);
    }
}
