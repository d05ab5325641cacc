package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.AsyncCache;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;
import dev.hansard.query.checkpoint.StoredCheckpoints;
import dev.hansard.query.replay.Rebuildable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private static TestDatabase database;
    private static LogWriter log;
    private static RunningQueryService service;
    private static RecentMessages recent;
    private static int tests;

    /** Of each test its own. */
    private Tenant red;

    private AggregateId trip;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), Clock.systemUTC());
        service =
                RunningQueryService.on(
                        database,
                        Clock.systemUTC(),
                        "--hansard.audit.sample.users-per-minute=0",
                        "--hansard.read-model.checkpoint-interval=1h");
        recent = service.bean(RecentMessages.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        database.close();
    }

    @BeforeEach
    void talk() {
        red = new Tenant("red" + ++tests, log, service);
        trip = AggregateId.conversation(red.name(), "trip");
        red.talk("trip", "ann", null).saysTimes(30);
        red.get("/v1/users/ann/messages").ok();
    }

    @Test
    void a_message_that_was_dropped_is_there_again_and_an_entry_that_never_was_is_gone() {
        String before = window();
        drop(trip);
        put(AggregateId.conversation(red.name(), "made"), recent.conversation(trip.toString()));
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
        drop(trip);
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
        ConversationModel ahead = recent.conversation(trip.toString()).orElseThrow();
        put(
                trip,
                Optional.of(
                        new ConversationModel(
                                ahead.facts(),
                                ahead.metadata(),
                                null,
                                ahead.inherited(),
                                List.of(),
                                1_000)));

        rebuildable().rebuild((position, of) -> {});

        assertThat(recent.conversation(trip.toString()).orElseThrow().tail()).hasSize(20);
    }

    @Test
    void the_checkpoint_that_was_made_of_it_goes() {
        var checkpoints = service.bean(StoredCheckpoints.class);
        String ann = AggregateId.user(red.name(), "ann").toString();
        service.beans(ViewCheckpoint.class).forEach(ViewCheckpoint::write);
        assertThat(checkpoints.row(RecentMessages.NAME, ann)).isPresent();

        rebuildable().rebuild((position, of) -> {});

        assertThat(checkpoints.row(RecentMessages.NAME, ann)).isEmpty();
        assertThat(checkpoints.read(RecentMessages.NAME)).isEmpty();
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
