package dev.hansard.query.result;

import java.util.List;

/** Counts the results of a tenant. Costs what the tenant has. */
final class ResultStatistics {

    private static final int PAGE = 1_000;

    private final ResultTable table;
    private final Results results;
    private final AccessCounts counts;
    private final LookUps lookUps;
    private final Room room;

    ResultStatistics(
            ResultTable table, Results results, AccessCounts counts, LookUps lookUps, Room room) {
        this.table = table;
        this.results = results;
        this.counts = counts;
        this.lookUps = lookUps;
        this.room = room;
    }

    ResultStats of(String tenant) {
        counts.write();
        long entries = 0;
        long accesses = 0;
        long bytes = 0;
        String after = "";
        List<ResultSummary> page;
        do {
            page = table.ofTenant(tenant, after, PAGE);
            for (ResultSummary result : page) {
                if (results.isOfUse(result.head())) {
                    entries++;
                    accesses += result.accessCount();
                    bytes += result.size();
                }
                after = result.head().key();
            }
        } while (page.size() == PAGE);
        LookUps.Tally tally = lookUps.of(tenant);
        return new ResultStats(
                entries,
                tally.hits().sum(),
                tally.misses().sum(),
                tally.hitRate(),
                room.evicted(tenant),
                entries == 0 ? 0 : (double) accesses / entries,
                bytes);
    }
}
