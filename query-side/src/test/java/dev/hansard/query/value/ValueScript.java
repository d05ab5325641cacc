package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.InMemoryLog;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes events of users and of entries as the command side would, at random. */
final class ValueScript {

    static final List<AggregateId> USERS =
            List.of(AggregateId.user("t", "ann"), AggregateId.user("t", "an"));
    static final List<AggregateId> ENTRIES =
            IntStream.range(0, 8)
                    .mapToObj(i -> AggregateId.entry("t", "t" + i % 2, "k" + i))
                    .toList();

    private final Random random;
    private final InMemoryLog log = new InMemoryLog();

    ValueScript(Random random) {
        this.random = random;
    }

    InMemoryLog log() {
        return log;
    }

    RecordedEvent step() {
        if (random.nextBoolean()) {
            AggregateId user = USERS.get(random.nextInt(USERS.size()));
            return log.append(user, user.id(), null, toUser());
        }
        return log.append(ENTRIES.get(random.nextInt(ENTRIES.size())), null, null, toEntry());
    }

    private UserEvent toUser() {
        return switch (random.nextInt(8)) {
            case 0 -> new CurrentSessionSet("s" + random.nextInt(3));
            case 1 -> new ProfileSet(json());
            case 2 -> new ProfileRemoved();
            case 3 -> new UserStateRemoved(key());
            case 4 -> new UserStateExpired(key());
            default -> new UserStateSet(key(), end(), json());
        };
    }

    private EntryEvent toEntry() {
        return switch (random.nextInt(4)) {
            case 0 -> new EntryRemoved();
            case 1 -> new EntryExpired();
            default -> new EntryPut(end(), json());
        };
    }

    private Instant end() {
        return random.nextBoolean() ? null : InMemoryLog.START.plusSeconds(random.nextInt(200));
    }

    private String key() {
        return "k" + random.nextInt(4);
    }

    private Json json() {
        return Json.trusted("{\"n\":" + random.nextInt(100) + "}");
    }
}
