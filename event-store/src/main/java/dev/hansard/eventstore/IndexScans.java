package dev.hansard.eventstore;

/**
 * What is sent ahead of a read, in the same round trip, so that it walks an index from the first
 * row on: a plan made while the table is small would be kept for some time after it has grown. It
 * holds for the transaction, which without another one is this read.
 */
final class IndexScans {

    static final String ONLY = "select set_config('enable_seqscan', 'off', true);";

    /**
     * The same for what has one plan whatever it is asked: an array of one or two ids looks cheaper
     * than one of unknown length, so PostgreSQL would plan each time anew, which takes longer than
     * to read.
     */
    static final String PLANNED_ONCE =
            "select set_config('enable_seqscan', 'off', true),"
                    + " set_config('plan_cache_mode', 'force_generic_plan', true);";

    /** How many results {@link #ONLY}, or {@link #PLANNED_ONCE}, yields. */
    static final int RESULTS = 1;

    private IndexScans() {}
}
