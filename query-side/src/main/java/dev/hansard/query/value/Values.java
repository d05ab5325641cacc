package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.CachedView;
import dev.hansard.query.cache.FollowingCache;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The read model of what is remembered of users and of the entries of tables. */
public final class Values extends CachedView {

    private final FollowingCache<UserValues> users;
    private final FollowingCache<EntryValue> entries;

    Values(ValueLoader loader, ValueSettings settings, Executor loads) {
        this.users =
                new FollowingCache<>(
                        settings.usersWeight(),
                        UserValues::weight,
                        loader::user,
                        UserValues::evolve,
                        loads);
        this.entries =
                new FollowingCache<>(
                        settings.entriesWeight(),
                        EntryValue::weight,
                        loader::entry,
                        EntryValue::evolve,
                        loads);
    }

    @Override
    public String name() {
        return "values";
    }

    @Override
    protected void apply(RecordedEvent recorded) {
        String id = recorded.aggregateId();
        switch (recorded.aggregateType()) {
            case AggregateId.USER -> users.apply(id, recorded, recorded.version() == 1);
            // Each event of an entry says all there is to know of it.
            case AggregateId.ENTRY -> entries.apply(id, recorded, true);
            default -> {}
        }
    }

    @Override
    protected List<FollowingCache<?>> caches() {
        return List.of(users, entries);
    }

    /** What is remembered of a user; empty if nothing ever happened to that user. */
    public Optional<UserValues> user(AggregateId user) {
        return users.get(user.toString());
    }

    /** What an entry holds, its time over or not; null if it is not there. */
    public @Nullable TimedValue entry(AggregateId entry) {
        return entries.get(entry.toString()).map(EntryValue::value).orElse(null);
    }

    /** What an entry held at a place, if it is in memory. */
    Optional<EntryValue> inMemory(ValuePlace place) {
        return entries.ifPresent(place.words())
                .filter(entry -> entry.position() == place.position());
    }

    FollowingCache<UserValues> users() {
        return users;
    }

    FollowingCache<EntryValue> entries() {
        return entries;
    }
}
