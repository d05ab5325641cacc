package dev.hansard.benchmarks.seed;

import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Messages of 300 characters, in no language and none like another. */
public final class Messages {

    private static final int LENGTH = 300;
    private static final int DIFFERENT = 256;
    private static final String[] TEXTS = texts();

    private Messages() {}

    /** What is said in one of them. */
    public static String text() {
        return TEXTS[ThreadLocalRandom.current().nextInt(DIFFERENT)];
    }

    /** One as a client sends it. */
    public static Json json() {
        return Json.trusted("{\"role\":\"user\",\"content\":\"" + text() + "\"}");
    }

    /** One on its way in, with an id of its own. */
    public static NewMessage next() {
        return new NewMessage(MadeId.message(), Role.USER, json());
    }

    private static String[] texts() {
        var random = new Random(4_711);
        String[] texts = new String[DIFFERENT];
        for (int i = 0; i < DIFFERENT; i++) {
            texts[i] =
                    random.ints(LENGTH, 0, 53)
                            .mapToObj(Messages::character)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::append,
                                    StringBuilder::append)
                            .toString();
        }
        return texts;
    }

    private static char character(int number) {
        if (number == 52) {
            return ' ';
        }
        return (char) (number < 26 ? 'a' + number : 'A' + number - 26);
    }
}
