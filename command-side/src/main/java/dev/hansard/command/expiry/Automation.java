package dev.hansard.command.expiry;

import java.time.Instant;

/** Something the server does by itself, on one node of all. */
interface Automation {

    /**
     * Does what is to be done by now. What does not succeed is tried again in the next round.
     *
     * @throws RuntimeException if nothing can be done just now
     */
    void run(Instant now);
}
