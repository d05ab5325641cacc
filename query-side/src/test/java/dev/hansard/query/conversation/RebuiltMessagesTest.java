package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.AsyncCache;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;
import dev.hansard.query.replay.Rebuildable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** What is wrong in the memory of a node is put right by a rebuild. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RebuiltMessagesTest {

    private static final AggregateId TRIP = AggregateId.conversation("red", "trip");

    private TestDatabase database;
    private RunningQueryService service;
    private Tenant red;
    private RecentMessages recent;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        service = RunningQueryService.on(database, Clock.systemUTC());
        red = new Tenant("red", new LogWriter(database.dataSource(), Clock.systemUTC()), service);
        red.talk("trip", "ann", null).saysTimes(30);
        red.get("/v1/users/ann/messages").ok();
        recent = service.bean(RecentMessages.class);
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
    }

    @Test
    void a_message_that_was_dropped_is_there_again_and_an_entry_that_never_was_is_gone() {
        String before = window();
        drop(TRIP);
        put(AggregateId.conversation("red", "made"), recent.conversation(TRIP.toString()));
        assertThat(window()).isNotEqualTo(before);
        red.get("/v1/conversations/made/window").ok();

        rebuildable().rebuild((position, of) -> {});

        assertThat(window()).isEqualTo(before);
        red.get("/v1/conversations/made/window").refused(404, "not-found");
        red.talk("more", "ann", null).says("it goes on");
        assertThat(red.get("/v1/users/ann/messages").ok().body()).contains("it goes on");
    }

    @Test
    void one_that_is_ended_leaves_what_was_there() {
        drop(TRIP);
        String wrong = window();

        assertThatThrownBy(
                        () ->
                                rebuildable()
                                        .rebuild(
                                                (position, of) -> {
                                                    throw new CancellationException();
                                                }))
                .isInstanceOf(CancellationException.class);

        assertThat(window()).isEqualTo(wrong);
    }

    @Test
    void an_entry_that_is_ahead_of_the_new_one_is_loaded_anew() {
        ConversationModel ahead = recent.conversation(TRIP.toString()).orElseThrow();
        put(
                TRIP,
                Optional.of(
                        new ConversationModel(
                                ahead.facts(),
                                ahead.metadata(),
                                null,
                                ahead.inherited(),
                                List.of(),
                                1_000)));

        rebuildable().rebuild((position, of) -> {});

        assertThat(recent.conversations().metered().synchronous().asMap())
                .doesNotContainKey(TRIP.toString());
        assertThat(recent.conversation(TRIP.toString()).orElseThrow().tail()).hasSize(20);
    }

    private String window() {
        return red.get("/v1/conversations/trip/window").ok().body();
    }

    private Rebuildable rebuildable() {
        return service.beans(Rebuildable.class).stream()
                .filter(view -> view.name().equals(RecentMessages.NAME))
                .findFirst()
                .orElseThrow();
    }

    /** The message before the last one; and a message more, so that the tail is full. */
    private void drop(AggregateId id) {
        ConversationModel model = recent.conversation(id.toString()).orElseThrow();
        List<Message> tail = new ArrayList<>(model.tail());
        tail.set(18, tail.get(19));
        put(id, Optional.of(model.withTail(tail)));
    }

    @SuppressWarnings("unchecked")
    private void put(AggregateId id, Optional<ConversationModel> model) {
        ((AsyncCache<String, Optional<ConversationModel>>) recent.conversations().metered())
                .put(id.toString(), CompletableFuture.completedFuture(model));
    }
}
