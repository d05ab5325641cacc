package dev.hansard.query.result;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A result that is in the table.
 *
 * @param id of its row: another result under the same key has another
 * @param accessCount how often it was found, as far as this node knows
 */
record StoredResult(long id, Result result, AtomicLong accessCount) {

    private static final int OVERHEAD = 600;
    private static final int SELECTOR = 40;

    ResultHead head() {
        return result.head();
    }

    byte[] json() {
        return result.json(accessCount.get());
    }

    /** Bytes in memory, near enough. */
    int weight() {
        return OVERHEAD + SELECTOR * head().selectors().size() + result.body().length;
    }
}
