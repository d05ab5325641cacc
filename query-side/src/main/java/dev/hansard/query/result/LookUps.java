package dev.hansard.query.result;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.tenancy.erasure.Forgetful;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many look-ups of each tenant found something on this node, and how many did not. */
final class LookUps implements Forgetful {

    private final AccessCounts counts;
    private final Map<String, Tally> tenants = new ConcurrentHashMap<>();
    private final Counter hits;
    private final Counter misses;

    record Tally(LongAdder hits, LongAdder misses) {

        Tally() {
            this(new LongAdder(), new LongAdder());
        }

        /** From 0 to 1; 0 if there was none. */
        double hitRate() {
            long all = hits.sum() + misses.sum();
            return all == 0 ? 0 : (double) hits.sum() / all;
        }
    }

    LookUps(AccessCounts counts, MeterRegistry meters) {
        this.counts = counts;
        this.hits = counter("hit", meters);
        this.misses = counter("miss", meters);
    }

    void hit(StoredResult found, Instant at) {
        hits.increment();
        of(found.head().tenant()).hits().increment();
        counts.note(found.id(), at);
        found.accessCount().incrementAndGet();
    }

    void miss(String tenant) {
        misses.increment();
        of(tenant).misses().increment();
    }

    Tally of(String tenant) {
        return tenants.computeIfAbsent(tenant, name -> new Tally());
    }

    @Override
    public void forget(KeyOwner erased) {
        if (erased.isTenant()) {
            tenants.remove(erased.tenant());
        }
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("hansard.results.lookups")
                .description("Look-ups of results")
                .tag("result", outcome)
                .register(meters);
    }
}
