package dev.hansard.command.activity;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Appends at random what moves the index: of few things, so that much happens to each. */
final class ActivityScript {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final Appender appender;
    private final Map<AggregateId, Long> sequences = new HashMap<>();

    ActivityScript(Random random, Appender appender) {
        this.random = random;
        this.appender = appender;
    }

    void step() {
        switch (random.nextInt(4)) {
            case 0 -> append(AggregateId.session("t", some("s")), null, ofSession());
            case 1 -> append(AggregateId.conversation("t", some("c")), session(), ofTalk());
            case 2 -> append(AggregateId.user("t", some("u")), null, ofUser());
            default -> append(AggregateId.entry("t", "table", some("e")), null, ofEntry());
        }
    }

    private Object ofSession() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new SessionCreated("ann", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, ttl());
            case 2 -> new SessionExpired(T);
            case 3 -> new SessionReset();
            case 4 -> new MetadataSet(null, ttl());
            case 5 -> new StateRemoved(some("k"));
            case 6 -> new StateExpired(some("k"));
            default -> new StateSet(some("k"), expiry(), Json.trusted("1"));
        };
    }

    private Object ofTalk() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new ConversationCreated("ann", "s1", Json.EMPTY_OBJECT, ttl(), 20, true);
            case 2 -> new ConversationExpired(T);
            case 3 -> new ConversationDeleted();
            default -> new MessageAppended("m", 1, role(), 1, Json.EMPTY_OBJECT);
        };
    }

    private Object ofUser() {
        return switch (random.nextInt(4)) {
            case 0 -> new UserStateRemoved(some("k"));
            case 1 -> new UserStateExpired(some("k"));
            default -> new UserStateSet(some("k"), expiry(), Json.trusted("1"));
        };
    }

    private Object ofEntry() {
        return switch (random.nextInt(4)) {
            case 0 -> new EntryRemoved();
            case 1 -> new EntryExpired();
            default -> new EntryPut(expiry(), Json.trusted("1"));
        };
    }

    private Role role() {
        return random.nextBoolean() ? Role.USER : Role.ASSISTANT;
    }

    private Ttl ttl() {
        return random.nextInt(3) == 0 ? Ttl.NEVER : Ttl.parse("PT" + (1 + random.nextInt(9)) + "H");
    }

    private Instant expiry() {
        return random.nextInt(3) == 0 ? null : T.plusNanos(random.nextLong(1_000_000_000_000L));
    }

    private String session() {
        return random.nextInt(4) == 0 ? null : AggregateId.session("t", some("s")).toString();
    }

    private String some(String prefix) {
        return prefix + random.nextInt(4);
    }

    private void append(AggregateId id, String context, Object event) {
        var type = EventFormat.CURRENT.typeOf(event.getClass());
        var pending =
                new PendingEvent(
                        UUID.randomUUID(),
                        id.tenant(),
                        id.type(),
                        id.toString(),
                        sequences.merge(id, 1L, Long::sum) - 1,
                        type.storedName(),
                        type.revision(),
                        "ann",
                        context,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        PendingPayload.plain(EventFormat.CURRENT.write(event)));
        appender.append(PendingAppend.of(List.of(pending), null));
    }
}
