package dev.hansard.command.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What stays in memory after a unit of work, however that ended. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RememberingRepositoryTest {

    private static final String ID = "sum";
    private static final int SNAPSHOT_EVERY = 5;

    private final FailingEngine engine = new FailingEngine();
    private final EventStore events = EmbeddedEventStore.builder().storageEngine(engine).build();
    private final CaffeineCache cache = new CaffeineCache(1_000, (key, value) -> 1);
    private final Snapshots snapshots = new Snapshots(events, 10, new SimpleMeterRegistry());
    private final Repository<Sum> repository =
            new RememberingRepository<>(
                    EventSourcingRepository.builder(Sum.class).eventStore(events),
                    cache,
                    snapshots,
                    SNAPSHOT_EVERY);

    @AfterEach
    void stop() {
        snapshots.close();
    }

    @Test
    void the_next_unit_of_work_finds_it_in_memory() {
        run(sum -> sum.add(1));
        int loads = engine.loads;

        run(sum -> sum.add(2));

        assertThat(engine.loads).isEqualTo(loads);
        assertThat(remembered().total).isEqualTo(3);
        assertThat(logged()).containsExactly(1, 2);
    }

    @Test
    void while_it_is_in_use_nobody_finds_it_there() {
        run(sum -> sum.add(1));

        run(sum -> assertThat(cache.containsKey(ID)).isFalse());

        assertThat(cache.containsKey(ID)).isTrue();
    }

    @Test
    void a_refusal_that_changed_nothing_leaves_it_there() {
        run(sum -> sum.add(1));

        assertThatThrownBy(() -> run(sum -> refuse())).isInstanceOf(Refusal.class);

        assertThat(remembered().total).isEqualTo(1);
    }

    @Test
    void a_refusal_after_a_change_does_not() {
        run(sum -> sum.add(1));

        assertThatThrownBy(
                        () ->
                                run(
                                        sum -> {
                                            sum.add(2);
                                            refuse();
                                        }))
                .isInstanceOf(Refusal.class);

        assertThat(cache.containsKey(ID)).isFalse();
        run(sum -> assertThat(sum.total).isEqualTo(1));
    }

    @Test
    void another_failure_does_not_either() {
        run(sum -> sum.add(1));

        assertThatThrownBy(
                        () ->
                                run(
                                        sum -> {
                                            throw new OutdatedException();
                                        }))
                .isInstanceOf(OutdatedException.class);

        assertThat(cache.containsKey(ID)).isFalse();
    }

    @Test
    void what_the_store_refused_is_forgotten() {
        run(sum -> sum.add(1));
        engine.failure = new ConcurrencyException("another was first");

        assertThatThrownBy(() -> run(sum -> sum.add(2))).isInstanceOf(ConcurrencyException.class);

        assertThat(cache.containsKey(ID)).isFalse();
        run(sum -> assertThat(sum.total).isEqualTo(1));
    }

    @Test
    void an_error_in_the_middle_of_a_commit_leaves_nothing_that_is_not_in_the_log() {
        run(sum -> sum.add(1));
        engine.failure = new StackOverflowError();

        assertThatThrownBy(() -> run(sum -> sum.add(2))).isInstanceOf(StackOverflowError.class);

        assertThat(cache.containsKey(ID)).isFalse();
        run(sum -> assertThat(sum.total).isEqualTo(1));
    }

    @Test
    void what_was_written_although_the_answer_was_lost_is_found_in_the_log() {
        run(sum -> sum.add(1));
        engine.failureAfterwards = new IllegalStateException("the answer was lost");

        assertThatThrownBy(() -> run(sum -> sum.add(2))).isInstanceOf(IllegalStateException.class);

        run(sum -> assertThat(sum.total).isEqualTo(3));
    }

    @Test
    void what_the_log_does_not_know_is_not_remembered() {
        run(sum -> {});

        assertThat(cache.containsKey(ID)).isFalse();
    }

    @Test
    void what_was_taken_from_memory_is_known_with_its_sequence_and_whether_it_was_only_read() {
        run(sum -> sum.add(1));

        unitOfWork(
                unitOfWork -> {
                    FromMemory used = FromMemory.of(unitOfWork);
                    assertThat(used.all()).isEmpty();
                    var sum = load();
                    assertThat(used.onlyRead()).containsEntry(ID, 0L);
                    sum.execute(it -> it.add(2));
                    assertThat(used.onlyRead()).isEmpty();
                    assertThat(used.all()).containsEntry(ID, 0L);
                });
    }

    @Test
    void after_so_many_events_there_is_a_snapshot() {
        for (int i = 1; i < SNAPSHOT_EVERY; i++) {
            run(sum -> sum.add(1));
        }
        assertThat(engine.readSnapshot(ID)).isEmpty();

        run(sum -> sum.add(1));

        await().until(() -> snapshotOf(5).isPresent());
        for (int i = 0; i < SNAPSHOT_EVERY; i++) {
            run(sum -> sum.add(1));
        }
        await().until(() -> snapshotOf(10).isPresent());
    }

    @Test
    void it_is_loaded_from_the_snapshot_on() {
        for (int i = 0; i < SNAPSHOT_EVERY; i++) {
            run(sum -> sum.add(1));
        }
        await().until(() -> snapshotOf(5).isPresent());
        run(sum -> sum.add(10));
        cache.removeAll();

        run(sum -> assertThat(sum.total).isEqualTo(15));

        assertThat(engine.firstLoaded).isEqualTo(5);
    }

    @Test
    void one_that_had_to_be_loaded_from_too_many_events_gets_a_snapshot() {
        engine.snapshotsAreLost = true;
        for (int i = 0; i < 2 * SNAPSHOT_EVERY; i++) {
            run(sum -> sum.add(1));
        }
        cache.removeAll();
        engine.snapshotsAreLost = false;

        // The one that was lost may still be under way, which leaves out another.
        await().until(
                        () -> {
                            run(sum -> {});
                            return snapshotOf(10).isPresent();
                        });
    }

    private void run(Consumer<Sum> work) {
        unitOfWork(unitOfWork -> load().execute(work));
    }

    private org.axonframework.modelling.command.Aggregate<Sum> load() {
        try {
            return repository.loadOrCreate(ID, Sum::new);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unitOfWork(Consumer<DefaultUnitOfWork<?>> work) {
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        var result =
                unitOfWork.executeWithResult(
                        () -> {
                            work.accept(unitOfWork);
                            return null;
                        });
        if (result.isExceptional()) {
            switch (result.exceptionResult()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }

    private static void refuse() {
        throw Refusal.of(ErrorCode.NOT_FOUND, "no");
    }

    private Sum remembered() {
        EventSourcedAggregate<Sum> aggregate = cache.get(ID);
        return aggregate.getAggregateRoot();
    }

    private List<Object> logged() {
        return events.readEvents(ID, 0)
                .asStream()
                .<Object>map(message -> ((Added) message.getPayload()).number())
                .toList();
    }

    private Optional<DomainEventMessage<?>> snapshotOf(int total) {
        return engine.readSnapshot(ID)
                .filter(snapshot -> snapshot.getPayload().equals(new State(total)));
    }

    record Added(int number) {}

    record State(int total) {}

    /** A sum of numbers. */
    static final class Sum implements Remembered {

        @AggregateIdentifier private final String id = ID;
        private int total;

        void add(int number) {
            apply(new Added(number));
        }

        @EventSourcingHandler
        void on(Added event) {
            total += event.number();
        }

        @EventSourcingHandler
        void on(State snapshot) {
            total = snapshot.total();
        }

        @Override
        public Object state() {
            return new State(total);
        }

        @Override
        public long contentBytes() {
            return 0;
        }
    }
}
