package dev.hansard.eventstore;

import java.time.Duration;

/**
 * The lock under which the batches of all nodes take turns. It belongs to the transaction: whoever
 * gets it next finds the one before committed or gone.
 */
public final class AppendLock {

    /** "HANSARD" in ASCII: a key no other user of the database should have chosen. */
    static final long KEY = 0x48414E53_41524400L;

    /** How many results {@link #take} yields. */
    static final int RESULTS = 2;

    private AppendLock() {}

    /**
     * The statements that begin a transaction which appends. READ COMMITTED is said because a
     * snapshot of the whole transaction would be older than the lock, and index scans because a
     * plan from the time of a small table would be kept when it is a large one. It is kept, since
     * to plan for each batch anew would take longer than to look. A process that has its turn and
     * falls silent, being paused or cut off, loses it in half the time the others wait.
     */
    public static String take(Duration timeout) {
        return """
               set transaction isolation level read committed;
               select set_config('lock_timeout', '%d', true),
                      set_config('idle_in_transaction_session_timeout', '%d', true),
                      set_config('enable_seqscan', 'off', true),
                      set_config('plan_cache_mode', 'force_generic_plan', true),
                      pg_advisory_xact_lock(%d)"""
                .formatted(timeout.toMillis(), Math.max(1, timeout.toMillis() / 2), KEY);
    }
}
