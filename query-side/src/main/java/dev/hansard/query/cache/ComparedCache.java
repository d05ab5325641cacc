package dev.hansard.query.cache;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.PastLog;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.comparison.Difference;
import dev.hansard.query.comparison.Replay;
import dev.hansard.query.comparison.Unlike;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a cache of this node has in memory, held against the log. An entry is true up to its own
 * position, and up to that of the view at least: that of the log is replayed. What is not in memory
 * is loaded by whoever asks for it, and so cannot be wrong.
 *
 * @param <V> the entries
 */
public abstract class ComparedCache<V extends AsOf> implements ComparedView {

    private final String name;
    private final Set<String> types;
    private final CachedView view;
    private final FollowingCache<V> cache;
    private final EventLog log;

    /**
     * @param types of aggregates whose ids are the keys
     */
    protected ComparedCache(
            String name,
            Set<String> types,
            CachedView view,
            FollowingCache<V> cache,
            EventLog log) {
        this.name = name;
        this.types = types;
        this.view = view;
        this.cache = cache;
        this.log = log;
    }

    /** The entry as a log gives it that ends, with nothing known before. */
    protected abstract Optional<V> replay(EventLog past, String key);

    /** In what two entries differ; null if in nothing that a reader could see. */
    protected abstract @Nullable String difference(V live, V cold);

    /** Whose an entry is. */
    protected abstract @Nullable String userOf(V entry);

    /** The entry as readers would take it now; empty if they would load it. */
    protected Optional<Optional<V>> inMemory(String key) {
        return cache.inMemory(key);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<String> types() {
        return types;
    }

    @Override
    public final void compare(List<AggregateId> aggregates, Consumer<Difference> differences) {
        aggregates.forEach(id -> compare(id, differences));
    }

    @Override
    public final void known(
            String tenant,
            Consumer<Collection<AggregateId>> each,
            Consumer<Difference> differences) {
        each.accept(
                cache.keys().stream()
                        .map(AggregateId::parse)
                        .filter(id -> id.tenant().equals(tenant) && types.contains(id.type()))
                        .toList());
    }

    private void compare(AggregateId id, Consumer<Difference> differences) {
        // The position before the entry: so the entry reflects at least as much.
        long reflected = view.resumeAfter();
        String key = id.toString();
        Optional<Optional<V>> memory = inMemory(key);
        if (memory.isEmpty()) {
            return;
        }
        Optional<V> live = memory.get();
        long upTo = Math.max(reflected, live.map(AsOf::position).orElse(0L));
        var owner = live.map(this::userOf).orElse(null);
        Replay.of(() -> Unlike.in(live, replay(new PastLog(log, upTo), key), this::difference))
                .ifPresent(
                        difference ->
                                differences.accept(
                                        Difference.of(name, id, owner, upTo, difference)));
    }
}
