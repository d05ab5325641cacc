package dev.hansard.benchmarks.seed;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.eventstore.EnvelopeKeys;
import dev.hansard.eventstore.KeyOwner;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a log is filled with: everything belongs to the users {@code user-0}, {@code user-1}, … and
 * lives for ever.
 */
public final class Seed {

    private static final int TURNS = 20;

    private final int users;
    private final Stream<SeedEvent> events;

    private Seed(int users, Stream<SeedEvent> events) {
        this.users = users;
        this.events = events;
    }

    /**
     * Conversations {@code talk-0}, {@code talk-1}, … of one user each, all of them going on at
     * once: first everybody's first message, then everybody's second.
     */
    public static Seed conversations(int users, int messagesEach) {
        return new Seed(
                users,
                IntStream.rangeClosed(0, messagesEach)
                        .boxed()
                        .flatMap(
                                sequence ->
                                        IntStream.range(0, users)
                                                .mapToObj(user -> event(user, sequence))));
    }

    /** One session without anything in it for each user: {@code desk-0}, {@code desk-1}, … */
    public static Seed sessions(int users) {
        return new Seed(users, IntStream.range(0, users).mapToObj(Seed::session));
    }

    /** Invalidations of results with the tags {@code other-0}, {@code other-1}, … */
    public static Seed invalidations(int number) {
        AggregateId tenant = AggregateId.tenant(EnvelopeKeys.DEFAULT_TENANT);
        return new Seed(
                0,
                IntStream.range(0, number)
                        .mapToObj(
                                i ->
                                        new SeedEvent(
                                                tenant,
                                                i,
                                                null,
                                                null,
                                                new ResultsInvalidated(
                                                        ResultSelector.By.TAG,
                                                        "other-" + i,
                                                        null))));
    }

    /** Everybody whom something belongs to, and the tenant. */
    List<KeyOwner> owners() {
        Stream<KeyOwner> all =
                IntStream.range(0, users)
                        .mapToObj(user -> KeyOwner.of(EnvelopeKeys.DEFAULT_TENANT, userId(user)));
        return Stream.concat(Stream.of(KeyOwner.tenant(EnvelopeKeys.DEFAULT_TENANT)), all).toList();
    }

    Stream<SeedEvent> events() {
        return events;
    }

    private static SeedEvent event(int user, int sequence) {
        AggregateId talk = AggregateId.conversation(EnvelopeKeys.DEFAULT_TENANT, "talk-" + user);
        if (sequence == 0) {
            var created =
                    new ConversationCreated(
                            userId(user), null, Json.EMPTY_OBJECT, Ttl.NEVER, TURNS, true);
            return new SeedEvent(talk, 0, userId(user), null, created);
        }
        String messageId = MadeId.message();
        var appended =
                new MessageAppended(messageId, sequence, Role.USER, sequence, Messages.json());
        return new SeedEvent(talk, sequence, userId(user), messageId, appended);
    }

    private static SeedEvent session(int user) {
        var created =
                new SessionCreated(userId(user), Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Ttl.NEVER);
        return new SeedEvent(
                AggregateId.session(EnvelopeKeys.DEFAULT_TENANT, "desk-" + user),
                0,
                userId(user),
                null,
                created);
    }

    private static String userId(int user) {
        return "user-" + user;
    }
}
