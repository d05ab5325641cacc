package dev.hansard.api.tenant;

import dev.hansard.api.Ttl;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is set for a tenant, each value only if it is: of the others those of the server hold.
 *
 * @param ttl how long things live where a request does not say
 * @param limits each not above the server's
 */
public record TenantSettings(Map<Lifetime, Ttl> ttl, Map<TenantLimit, Integer> limits) {

    /** What holds for a tenant before anything was said. */
    public static final TenantSettings NONE = new TenantSettings(Map.of(), Map.of());

    public TenantSettings {
        ttl = inOrder(Lifetime.class, ttl);
        limits = inOrder(TenantLimit.class, limits);
    }

    /**
     * What is in effect: these, where they are set.
     *
     * @param server all of the server's; its limits may have come below these since they were set
     */
    public TenantSettings over(TenantSettings server) {
        Map<Lifetime, Ttl> times = new EnumMap<>(server.ttl);
        times.putAll(ttl);
        Map<TenantLimit, Integer> lower = new EnumMap<>(server.limits);
        limits.forEach((limit, set) -> lower.merge(limit, set, Math::min));
        return new TenantSettings(times, lower);
    }

    /** How long something lives. Only of settings that have a value for everything. */
    public Ttl ttl(Lifetime lifetime) {
        return Objects.requireNonNull(ttl.get(lifetime));
    }

    /** A limit, in bytes or by number. Only of settings that have a value for everything. */
    public int limit(TenantLimit limit) {
        return Objects.requireNonNull(limits.get(limit));
    }

    private static <K extends Enum<K>, V> Map<K, V> inOrder(Class<K> keys, Map<K, V> values) {
        Map<K, V> ordered = new EnumMap<>(keys);
        ordered.putAll(values);
        return Collections.unmodifiableMap(ordered);
    }
}
