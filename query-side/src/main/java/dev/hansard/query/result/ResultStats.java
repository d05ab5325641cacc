package dev.hansard.query.result;

/**
 * The results of one tenant in figures.
 *
 * @param entries that are of use
 * @param hits look-ups on this node that found one, since it started
 * @param misses those that did not
 * @param hitRate hits over both, from 0 to 1
 * @param evictions results that ever had to go before their time, for want of room
 * @param averageAccessCount how often each entry was found
 * @param bytes of all entries
 */
record ResultStats(
        long entries,
        long hits,
        long misses,
        double hitRate,
        long evictions,
        double averageAccessCount,
        long bytes) {}
