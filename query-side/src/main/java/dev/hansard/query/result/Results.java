package dev.hansard.query.result;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.tenancy.erasure.Forgetful;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The results that are of use: those whose time is not over and that no invalidation has reached.
 * Memory first, bounded by weight, then the table. Both may hold more than that: what is found is
 * judged at each look, by the clock and by what this node knows of the log, so what another node
 * has in memory does not matter.
 */
final class Results implements Forgetful {

    private static final int TRIES = 10;

    private final ResultTable table;
    private final Invalidations invalidations;
    private final Room room;
    private final Clock clock;
    private final AsyncCache<Address, @Nullable StoredResult> cache;

    /**
     * @param loads where the table is read for those who wait
     */
    Results(
            ResultTable table,
            Invalidations invalidations,
            Room room,
            DataSize weight,
            Clock clock,
            Executor loads) {
        this.table = table;
        this.invalidations = invalidations;
        this.room = room;
        this.clock = clock;
        this.cache =
                Caffeine.newBuilder()
                        .maximumWeight(weight.toBytes())
                        .weigher((Address address, StoredResult result) -> result.weight())
                        .executor(loads)
                        .recordStats()
                        .buildAsync();
    }

    /**
     * What to find.
     *
     * @param key of one result, or what several have in common that answer the same request
     */
    record Address(String tenant, String key, boolean anyContent) {}

    /**
     * What became of something to store.
     *
     * @param created false if there was one already, which is the one that is shown
     */
    record Stored(boolean created, byte[] json) {}

    /** The result that is of use; looked for in memory first. */
    Optional<StoredResult> find(Address address) {
        while (true) {
            StoredResult found = fromMemory(address);
            if (found == null || isOfUse(found.head())) {
                return Optional.ofNullable(found);
            }
            // There may be another, stored since by another node or for other content.
            cache.synchronous().asMap().remove(address, found);
            int _ = table.remove(List.of(found.id()));
        }
    }

    /** One result as the table has it. */
    Optional<StoredResult> read(String tenant, String key) {
        return table.find(tenant, key).filter(found -> isOfUse(found.head()));
    }

    /**
     * Stores a result, unless there is one under its key: whoever comes first wins. One that was
     * invalidated before it came is answered like one that was invalidated right after, and not
     * kept.
     *
     * @throws Refusal {@link ErrorCode#OVERLOADED} if others are always faster
     */
    Stored store(Result result) {
        ResultHead head = result.head();
        boolean late = invalidations.reach(head);
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredResult> inserted = late ? Optional.empty() : table.insert(result);
            if (inserted.isPresent()) {
                remember(inserted.get());
                return new Stored(true, inserted.get().json());
            }
            Optional<StoredResult> present = table.find(head.tenant(), head.key());
            if (present.isPresent() && isOfUse(present.get().head())) {
                return new Stored(false, present.get().json());
            }
            if (late) {
                return new Stored(true, result.json(0));
            }
            present.ifPresent(stale -> table.remove(List.of(stale.id())));
        }
        throw Refusal.of(ErrorCode.OVERLOADED, "too many store this result at once, try again");
    }

    /**
     * Takes a result into memory that was read from the table.
     *
     * @return false if it is of no use
     */
    boolean warm(StoredResult read) {
        boolean ofUse = isOfUse(read.head());
        if (ofUse) {
            cache.synchronous().put(address(read.head()), read);
        }
        return ofUse;
    }

    /** From the memory of this node, and from the table of all. */
    @Override
    public void forget(KeyOwner erased) {
        table.removeOf(erased);
        cache.synchronous().asMap().values().removeIf(result -> isOf(erased, result.head()));
    }

    private static boolean isOf(KeyOwner erased, ResultHead head) {
        return head.tenant().equals(erased.tenant())
                && (erased.isTenant() || erased.userId().equals(head.userId()));
    }

    boolean isOfUse(ResultHead head) {
        Instant now = clock.instant();
        return !head.isOver(now) && !invalidations.reach(head);
    }

    /** For metrics. */
    Cache<Address, ?> metered() {
        return cache.synchronous();
    }

    private void remember(StoredResult stored) {
        cache.synchronous().put(address(stored.head()), stored);
        room.taken(stored.head().tenant(), stored.result().body().length);
    }

    private static Address address(ResultHead head) {
        return new Address(head.tenant(), head.key(), head.key().equals(head.requestKey()));
    }

    private @Nullable StoredResult fromMemory(Address address) {
        try {
            return cache.get(address, this::load).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private @Nullable StoredResult load(Address address) {
        return (address.anyContent()
                        ? table.newest(address.tenant(), address.key())
                        : table.find(address.tenant(), address.key()))
                .orElse(null);
    }
}
