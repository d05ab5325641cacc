package dev.hansard.query.result;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * Results of agents.
 *
 * @param cacheWeight memory for results on each node; what does not fit is read from the table
 * @param contentHashes whether a look-up with a content hash finds only what was stored with an
 *     equal one; without, content hashes are kept and can be invalidated by, and nothing more
 * @param maxEntries the most results of one tenant in the table, at least 10: what was used longest
 *     ago goes
 * @param maxSize the most bytes that the results of one tenant take up in the table
 * @param cleaningInterval how often one node takes out what has expired or was invalidated
 * @param accessCountInterval how often access counts are written down
 * @param maxInvalidations of how many agents, tags, content hashes and keys of each tenant the last
 *     invalidation is remembered one by one, at least 10; with more, results from before the oldest
 *     ones are of no use
 */
@ConfigurationProperties("hansard.results")
record ResultSettings(
        @DefaultValue("64MB") DataSize cacheWeight,
        @DefaultValue("true") boolean contentHashes,
        @DefaultValue("10000") int maxEntries,
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("1h") Duration cleaningInterval,
        @DefaultValue("10s") Duration accessCountInterval,
        @DefaultValue("10000") int maxInvalidations) {

    private static final int LEAST = 10;

    /**
     * @throws IllegalArgumentException if a value is out of bounds
     */
    ResultSettings {
        requireAtLeast("max-entries", maxEntries, LEAST);
        requireAtLeast("max-size", maxSize.toBytes(), LEAST);
        requireAtLeast("max-invalidations", maxInvalidations, LEAST);
        requireAtLeast("cleaning-interval", cleaningInterval.toMillis(), 1);
        requireAtLeast("access-count-interval", accessCountInterval.toMillis(), 1);
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "hansard.results." + name + " must be at least " + least);
        }
    }
}
