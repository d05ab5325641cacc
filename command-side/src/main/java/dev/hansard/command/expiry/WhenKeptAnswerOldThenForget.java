package dev.hansard.command.expiry;

import dev.hansard.eventstore.KeptAnswers;

import java.time.Duration;
import java.time.Instant;

/** Deletes the answers of idempotency keys that nobody can ask for any more. */
final class WhenKeptAnswerOldThenForget implements Automation {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int PAGE = 1_000;

    private final KeptAnswers answers;
    private Instant next = Instant.MIN;

    public WhenKeptAnswerOldThenForget(KeptAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void run(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        while (answers.forgetOld(PAGE) == PAGE) {
            // More of them are old; each page is a short transaction of its own.
        }
        next = now.plus(INTERVAL);
    }
}
