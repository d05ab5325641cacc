package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a value stands in the log.
 *
 * @param name of the value, over all tenants: of an entry its Axon aggregate identifier, of what is
 *     remembered of a user the user's and {@code /profile} or {@code /state/} with the key; in the
 *     form of {@link NameRange}
 * @param position of the event that set it last
 * @param expiresAt from then on it is gone for every reader; null for never
 */
public record ValuePlace(String name, long position, @Nullable Instant expiresAt) {

    /** The last word of the name. */
    public String key() {
        return words().substring(words().lastIndexOf('/') + 1);
    }

    /** Of an entry, the table. */
    String table() {
        String[] words = words().split("/");
        return words[words.length - 2];
    }

    /** The name with slashes: of an entry its Axon aggregate identifier. */
    String words() {
        return NameRange.words(name);
    }

    /**
     * The name of the value that an event sets or takes away; null if it does neither, or nobody
     * can tell any more.
     */
    static @Nullable String nameOf(RecordedEvent recorded) {
        return switch (recorded.aggregateType()) {
            case AggregateId.ENTRY -> NameRange.name(recorded.aggregateId());
            case AggregateId.USER -> {
                if (recorded.erased()) {
                    yield null;
                }
                String rest = nameIn((UserEvent) recorded.payload());
                yield rest == null ? null : NameRange.name(recorded.aggregateId() + rest);
            }
            default -> null;
        };
    }

    private static @Nullable String nameIn(UserEvent event) {
        return switch (event) {
            case ProfileSet _, ProfileRemoved _ -> "/profile";
            case UserStateSet set -> "/state/" + set.key();
            case UserStateRemoved removed -> "/state/" + removed.key();
            case UserStateExpired expired -> "/state/" + expired.key();
            case CurrentSessionSet _, UserErased _ -> null;
        };
    }

    /** The place of the value that an event names; null if it takes it away. */
    static @Nullable ValuePlace after(RecordedEvent recorded) {
        String name = Objects.requireNonNull(nameOf(recorded));
        return switch (recorded.payload()) {
            case EntryEvent event -> after(event, recorded, name);
            case UserEvent event -> after(event, recorded, name);
            default -> throw new IllegalArgumentException(recorded + " sets no value");
        };
    }

    private static @Nullable ValuePlace after(
            EntryEvent event, RecordedEvent recorded, String name) {
        return switch (event) {
            case EntryPut put -> new ValuePlace(name, recorded.position(), put.expiresAt());
            case EntryRemoved _, EntryExpired _ -> null;
        };
    }

    private static @Nullable ValuePlace after(
            UserEvent event, RecordedEvent recorded, String name) {
        return switch (event) {
            case ProfileSet _ -> new ValuePlace(name, recorded.position(), null);
            case UserStateSet set -> new ValuePlace(name, recorded.position(), set.expiresAt());
            case ProfileRemoved _,
                    UserStateRemoved _,
                    UserStateExpired _,
                    CurrentSessionSet _,
                    UserErased _ ->
                    null;
        };
    }
}
