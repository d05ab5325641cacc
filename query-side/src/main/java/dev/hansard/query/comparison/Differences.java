package dev.hansard.query.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The differences that a comparison found: all are counted, the first are kept. */
public final class Differences implements Consumer<Difference> {

    private static final int KEPT = 100;

    private final List<Difference> first = new ArrayList<>();
    private long count;

    @Override
    public void accept(Difference difference) {
        count++;
        if (first.size() < KEPT) {
            first.add(difference);
        }
    }

    public long count() {
        return count;
    }

    /** The first 100. */
    public List<Difference> first() {
        return List.copyOf(first);
    }
}
