package dev.hansard.eventstore;

/**
 * What is sent ahead of a read, in the same round trip, so that it walks an index from the first
 * row on: a plan made while the table is small would be kept for some time after it has grown. It
 * holds for the transaction, which without another one is this read.
 */
final class IndexScans {

    static final String ONLY = "select set_config('enable_seqscan', 'off', true);";

    /** How many results {@link #ONLY} yields. */
    static final int RESULTS = 1;

    private IndexScans() {}
}
