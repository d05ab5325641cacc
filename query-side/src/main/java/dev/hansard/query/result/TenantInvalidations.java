package dev.hansard.query.result;

import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.ResultSelector.By;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The last invalidation of each selector of one tenant. There is room for a number of them; of
 * older ones is known only that there were some, and what was stored before those is of no use. One
 * writer, any number of readers.
 */
final class TenantInvalidations {

    private static final String EVERYONE = "*";
    private static final String NOBODY = "";

    /** What was invalidated, and whose of it: neither mark for all is the id of a user. */
    private record Mark(UUID selector, String owner) {}

    private final int limit;
    private final ConcurrentMap<Mark, Long> positions = new ConcurrentHashMap<>();

    /** Everything as of before it is of no use. */
    private volatile long floor;

    /**
     * Nothing as of it or later was invalidated. Written last, so that who sees it sees the rest.
     */
    private volatile long newest;

    TenantInvalidations(int limit) {
        this.limit = limit;
    }

    /** Takes one in; the same again changes nothing. */
    void add(String tenant, ResultSelector selector, long position) {
        UUID hash = Selectors.of(tenant, selector.by(), selector.value());
        String userId = selector.userId();
        if (userId != null) {
            mark(hash, userId, position);
            mark(hash, NOBODY, position);
        } else if (selector.by() == By.ALL) {
            raiseFloor(position);
        } else {
            mark(hash, EVERYONE, position);
        }
        if (positions.size() > limit) {
            forgetTheOlderHalf();
        }
        newest = Math.max(newest, position);
    }

    /** Whether an invalidation came after what the result rests on. */
    boolean reach(ResultHead result) {
        long asOf = result.asOf();
        if (asOf >= newest) {
            return false;
        }
        String owner = result.userId() == null ? NOBODY : result.userId();
        return asOf < floor
                || result.selectors().stream()
                        .anyMatch(
                                selector ->
                                        asOf < position(selector, EVERYONE)
                                                || asOf < position(selector, owner));
    }

    private void mark(UUID selector, String owner, long position) {
        positions.merge(new Mark(selector, owner), position, Math::max);
    }

    private long position(UUID selector, String owner) {
        return positions.getOrDefault(new Mark(selector, owner), 0L);
    }

    private void forgetTheOlderHalf() {
        long[] sorted = positions.values().stream().mapToLong(Long::longValue).sorted().toArray();
        raiseFloor(sorted[sorted.length / 2]);
    }

    private void raiseFloor(long position) {
        floor = Math.max(floor, position);
        positions.values().removeIf(known -> known <= position);
    }
}
