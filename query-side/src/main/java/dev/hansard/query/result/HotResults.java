package dev.hansard.query.result;

import dev.hansard.query.warmup.WarmUp;

import java.util.List;
import java.util.function.BooleanSupplier;

/** The results of all tenants that were found most often. */
final class HotResults implements WarmUp {

    private static final int PAGE = 100;

    private final ResultTable table;
    private final Results results;
    private final int most;

    HotResults(ResultTable table, Results results, int most) {
        this.table = table;
        this.results = results;
        this.most = most;
    }

    @Override
    public String what() {
        return "results";
    }

    @Override
    public int run(BooleanSupplier goOn) {
        List<Long> hottest = table.hottest(most);
        int read = 0;
        for (int from = 0; from < hottest.size() && goOn.getAsBoolean(); from += PAGE) {
            List<Long> page = hottest.subList(from, Math.min(from + PAGE, hottest.size()));
            read += (int) table.find(page).stream().filter(results::warm).count();
        }
        return read;
    }
}
