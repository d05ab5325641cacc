package dev.hansard.query.session;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The read model of sessions, and of which is each user's newest. Lives in memory bounded by
 * weight, follows the whole log on every node, and loads from the store what was evicted; a miss is
 * loaded once however many ask.
 *
 * <p>An entry is a future. While it loads, events that concern it are chained behind the load and
 * applied if the load has not seen them.
 */
final class Sessions implements LogView {

    private final AsyncCache<String, SessionModel> sessions;
    private final AsyncCache<String, String> newest;
    private final SessionLoader loader;
    private final Executor loads;
    private volatile long applied;

    Sessions(SessionLoader loader, SessionSettings settings, Executor loads) {
        this.loader = loader;
        this.loads = loads;
        this.sessions =
                Caffeine.newBuilder()
                        .maximumWeight(settings.weight().toBytes())
                        .weigher(Sessions::weigh)
                        .executor(loads)
                        .recordStats()
                        .buildAsync();
        this.newest =
                Caffeine.newBuilder()
                        .maximumSize(settings.users())
                        .executor(loads)
                        .recordStats()
                        .buildAsync();
    }

    @Override
    public String name() {
        return "sessions";
    }

    /** The whole log at start; an entry skips what it has already seen. */
    @Override
    public long resumeAfter() {
        return applied;
    }

    @Override
    public void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            switch (recorded.aggregateType()) {
                case AggregateId.SESSION -> applyTo(recorded.aggregateId(), recorded);
                case AggregateId.USER -> applyToUser(recorded);
                case AggregateId.CONVERSATION -> applyToContext(recorded);
                default -> {}
            }
            applied = recorded.position();
        }
    }

    /** A session, from memory or else from the store; null if it never existed. */
    CompletableFuture<@Nullable SessionModel> session(String session) {
        return sessions.get(
                session,
                (key, unused) -> CompletableFuture.supplyAsync(() -> loader.load(key), loads));
    }

    /** Id of the user's newest session, whatever became of it; null if there never was one. */
    CompletableFuture<@Nullable String> newestSession(String user) {
        return newest.get(
                user,
                (key, unused) ->
                        CompletableFuture.supplyAsync(() -> loader.newestSession(key), loads));
    }

    AsyncCache<String, SessionModel> sessions() {
        return sessions;
    }

    AsyncCache<String, String> newest() {
        return newest;
    }

    private void applyToContext(RecordedEvent recorded) {
        if (recorded.context() != null) {
            applyTo(recorded.context(), recorded);
        }
    }

    private void applyTo(String session, RecordedEvent recorded) {
        boolean creation = recorded.payload() instanceof SessionCreated;
        sessions.asMap()
                .compute(
                        session,
                        (key, entry) -> {
                            if (entry != null) {
                                return entry.thenApply(model -> evolved(model, recorded));
                            }
                            return creation
                                    ? CompletableFuture.completedFuture(evolved(null, recorded))
                                    : null;
                        });
    }

    private static @Nullable SessionModel evolved(
            @Nullable SessionModel model, RecordedEvent recorded) {
        return model != null && model.position() >= recorded.position()
                ? model
                : SessionModel.evolve(model, recorded);
    }

    private void applyToUser(RecordedEvent recorded) {
        if (recorded.payload() instanceof CurrentSessionSet set) {
            newest.put(
                    recorded.aggregateId(), CompletableFuture.completedFuture(set.sessionId()));
        }
    }

    private static int weigh(String key, SessionModel model) {
        SessionContent content = model.content();
        long bytes = 400 + 2L * key.length() + content.metadata().size();
        bytes += content.preferences().size();
        for (var entry : content.state().entrySet()) {
            bytes += 150 + entry.getKey().length() + entry.getValue().value().size();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
