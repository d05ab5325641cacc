package dev.hansard.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What Hansard asks of a storage engine beyond Axon's own contract: appends of many at once, the
 * one order, and what is left when a process is gone. An engine shows it by extending this.
 *
 * <p>Not asserted: that tokens have no gap (an order may have them), in which order appends that
 * run at the same time end up, which exception a loser gets, and anything about time.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class EventStorageEngineSuite {

    private static final int WRITERS = 16;
    private static final int EVENTS = 25;
    private static final String TYPE = "thing";

    /** An engine of one more process on the store of this test, which is empty at its start. */
    abstract EventStorageEngine process();

    @Test
    void of_many_that_append_at_the_same_place_one_wins() throws Exception {
        List<EventStorageEngine> processes = List.of(process(), process());

        List<Throwable> results =
                atOnce(
                        WRITERS,
                        w ->
                                catchThrowable(
                                        () ->
                                                processes
                                                        .get(w % 2)
                                                        .appendEvents(event("a", 0, "by " + w))));

        assertThat(results).filteredOn(result -> result == null).hasSize(1);
        assertThat(sequences("a")).containsExactly(0L);
    }

    @Test
    void what_each_appends_stays_in_its_order() throws Exception {
        List<EventStorageEngine> processes = List.of(process(), process());

        atOnce(
                WRITERS,
                w -> {
                    for (int i = 0; i < EVENTS; i++) {
                        processes.get(w % 2).appendEvents(event("a" + w, i, "event " + i));
                    }
                    return w;
                });

        for (int w = 0; w < WRITERS; w++) {
            assertThat(sequences("a" + w))
                    .containsExactlyElementsOf(LongStream.range(0, EVENTS).boxed().toList());
        }
        List<Object> inOneOrder = payloads(log(process()));
        assertThat(inOneOrder).hasSize(WRITERS * EVENTS);
        assertThat(payloads(log(process()))).isEqualTo(inOneOrder);
    }

    @Test
    void who_follows_while_others_append_never_misses_what_is_before_something_it_saw()
            throws Exception {
        EventStorageEngine follower = process();
        EventStorageEngine writer = process();
        List<Object> followed = new ArrayList<>();

        atOnce(
                WRITERS + 1,
                w -> {
                    if (w < WRITERS) {
                        for (int i = 0; i < EVENTS; i++) {
                            writer.appendEvents(event("a" + w, i, w + "/" + i));
                        }
                    } else {
                        followed.addAll(follow(follower, WRITERS * EVENTS));
                    }
                    return w;
                });

        assertThat(followed).isEqualTo(payloads(log(process())));
    }

    @Test
    void an_append_goes_in_whole_or_not_at_all() {
        EventStorageEngine engine = process();
        engine.appendEvents(event("a", 0, "first"));

        Throwable refused =
                catchThrowable(
                        () ->
                                engine.appendEvents(
                                        List.of(event("b", 0, "lost"), event("a", 0, "lost"))));

        assertThat(refused).isNotNull();
        assertThat(sequences("b")).isEmpty();
        assertThat(payloads(log(engine))).containsExactly("first");
    }

    @Test
    void an_append_to_several_aggregates_is_seen_as_one() throws Exception {
        EventStorageEngine writer = process();
        EventStorageEngine reader = process();

        atOnce(
                2,
                w -> {
                    for (int i = 0; i < EVENTS; i++) {
                        if (w == 0) {
                            writer.appendEvents(
                                    List.of(event("a", i, "to a"), event("b", i, "to b")));
                        } else {
                            // Whoever sees that of the second has seen that of the first.
                            int b = sequences(reader, "b").size();
                            assertThat(sequences(reader, "a")).hasSizeGreaterThanOrEqualTo(b);
                        }
                    }
                    return w;
                });

        assertThat(sequences("a")).hasSize(EVENTS).isEqualTo(sequences("b"));
    }

    @Test
    void what_was_appended_is_there_for_a_process_that_starts_afterwards() {
        process().appendEvents(event("a", 0, "first"), event("a", 1, "second"));
        process().appendEvents(event("a", 2, "third"));

        EventStorageEngine later = process();
        assertThat(payloads(log(later))).containsExactly("first", "second", "third");
        assertThat(later.lastSequenceNumberFor("a")).contains(2L);
        later.appendEvents(event("a", 3, "fourth"));
        assertThat(sequences("a")).containsExactly(0L, 1L, 2L, 3L);
    }

    private List<Long> sequences(String aggregate) {
        return sequences(process(), aggregate);
    }

    private static List<Long> sequences(EventStorageEngine engine, String aggregate) {
        return engine.readEvents(aggregate)
                .asStream()
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    private static List<? extends TrackedEventMessage<?>> log(EventStorageEngine engine) {
        return engine.readEvents(null, false).toList();
    }

    private static List<Object> follow(EventStorageEngine engine, int until) {
        List<TrackedEventMessage<?>> seen = new ArrayList<>();
        while (seen.size() < until) {
            var token = seen.isEmpty() ? null : seen.getLast().trackingToken();
            engine.readEvents(token, false).forEach(seen::add);
            Thread.onSpinWait();
        }
        return payloads(seen);
    }

    private static List<Object> payloads(List<? extends EventMessage<?>> events) {
        return events.stream().<Object>map(EventMessage::getPayload).toList();
    }

    private static DomainEventMessage<String> event(
            String aggregate, long sequence, String payload) {
        return new GenericDomainEventMessage<>(TYPE, aggregate, sequence, payload);
    }

    private static <T> List<@Nullable T> atOnce(int threads, IntFunction<@Nullable T> task)
            throws Exception {
        var go = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<@Nullable T>> running =
                    IntStream.range(0, threads)
                            .mapToObj(
                                    i ->
                                            executor.submit(
                                                    (Callable<@Nullable T>)
                                                            () -> {
                                                                go.await();
                                                                return task.apply(i);
                                                            }))
                            .toList();
            go.countDown();
            List<@Nullable T> results = new ArrayList<>();
            for (Future<@Nullable T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
