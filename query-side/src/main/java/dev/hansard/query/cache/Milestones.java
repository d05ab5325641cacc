package dev.hansard.query.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.util.unit.DataSize;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToLongFunction;

/**
 * What replays of the past came by, remembered: the next one of the same thing begins at the last
 * milestone before its end. They never go stale, since the past does not change.
 *
 * @param <F> what is known of one thing, without content
 */
public final class Milestones<F> {

    private static final int FACTS_BYTES = 400;

    private final KnownFacts<F> present;
    private final ToLongFunction<F> place;
    private final Cache<String, NavigableMap<Long, F>> passed;

    /**
     * @param present what is known as of now or shortly before
     * @param place where facts stand: grows with each event that concerns their thing
     * @param weight memory for all of them
     */
    public Milestones(KnownFacts<F> present, ToLongFunction<F> place, DataSize weight) {
        this.present = present;
        this.place = place;
        this.passed =
                Caffeine.newBuilder()
                        .maximumWeight(weight.toBytes())
                        .<String, NavigableMap<Long, F>>weigher(
                                (id, milestones) -> FACTS_BYTES * milestones.size())
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
    }

    /**
     * What is known as of some moment no later than one.
     *
     * @param end the place of the last facts that a thing had by then
     */
    public KnownFacts<F> upTo(ToLongFunction<String> end) {
        return new KnownFacts<>() {
            @Override
            public Optional<F> of(String id) {
                long last = end.applyAsLong(id);
                return present.of(id)
                        .filter(facts -> place.applyAsLong(facts) <= last)
                        .or(() -> before(id, last));
            }

            @Override
            public void passed(String id, F facts) {
                add(id, facts);
            }
        };
    }

    /** For metrics. */
    public Cache<?, ?> metered() {
        return passed;
    }

    private Optional<F> before(String id, long last) {
        return Optional.ofNullable(passed.getIfPresent(id))
                .map(milestones -> milestones.floorEntry(last))
                .map(NavigableMap.Entry::getValue);
    }

    /** Computed, so that it is weighed again. */
    private void add(String id, F facts) {
        passed.asMap()
                .compute(
                        id,
                        (key, known) -> {
                            NavigableMap<Long, F> milestones =
                                    known == null ? new ConcurrentSkipListMap<>() : known;
                            milestones.put(place.applyAsLong(facts), facts);
                            return milestones;
                        });
    }
}
