package dev.hansard.command.entry;

import static dev.hansard.command.aggregate.Refusals.assertRefused;
import static dev.hansard.command.entry.Flight.T;
import static dev.hansard.command.entry.Flight.flight;
import static dev.hansard.command.entry.Flight.hasPut;
import static dev.hansard.command.entry.Flight.put;
import static dev.hansard.command.entry.Flight.putAll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Absent;
import dev.hansard.api.entry.EntryCommand.PutEntries;
import dev.hansard.command.aggregate.InMemoryAxon;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What one command does to several entries, in one unit of work. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PutEntriesTest {

    private static final ExpectedVersion ANY = ExpectedVersion.ANY;

    private final EntryDecider decider = new EntryDecider(EntryLimits.DEFAULT);
    private final InMemoryAxon axon = new InMemoryAxon(decider);

    @BeforeEach
    void wire() {
        var repository = axon.repository(EntryAggregate.class);
        axon.handle(EntryAggregate.class, repository);
        axon.handle(new PutEntriesHandler(repository, () -> decider));
    }

    @Test
    void all_are_put_in_the_order_given() {
        List<EntryChange> changes = axon.send(putAll(ANY, "b", "c", "a"));

        assertThat(changes).extracting(EntryChange::version).containsExactly(1L, 1L, 1L);
        assertThat(axon.log())
                .containsExactly(
                        hasPut("\"b\"", null), hasPut("\"c\"", null), hasPut("\"a\"", null));
        assertThat(axon.lastEvent().getAggregateIdentifier()).isEqualTo("acme/entry/flights/a");
        assertThat(axon.lastEvent().getMetaData()).containsEntry("tenant", "acme");
    }

    @Test
    void those_that_are_there_are_put_again() {
        axon.send(put(flight("b"), "1", null, ANY, T));

        List<EntryChange> changes = axon.send(putAll(ANY, "a", "b"));

        assertThat(changes).extracting(EntryChange::version).containsExactly(1L, 2L);
    }

    @Test
    void none_is_put_when_one_is_refused_and_it_is_pointed_to() {
        axon.send(put(flight("b"), "1", null, ANY, T));

        assertRefused(
                ErrorCode.VERSION_MISMATCH,
                "/entries/2",
                () -> axon.send(putAll(new Absent(), "a", "c", "b")));
        assertRefused(
                ErrorCode.TOO_LARGE,
                "/entries/1/value",
                () -> {
                    String large = "\"" + "x".repeat(1024 * 1024) + "\"";
                    axon.send(
                            new PutEntries(
                                    List.of(
                                            put(flight("a"), "1", null, ANY, T),
                                            put(flight("c"), large, null, ANY, T))));
                });

        assertThat(axon.log()).hasSize(1);
    }

    @Test
    void many_at_once_of_the_same_entries_do_not_wait_for_each_other() throws Exception {
        List<String> keys = new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> "k" + i).toList());
        var random = new Random(7);
        List<Callable<List<EntryChange>>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(keys, random);
            PutEntries command = putAll(ANY, keys.toArray(String[]::new));
            calls.add(() -> axon.send(command));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).hasSize(50);
            }
        }

        assertThat(axon.log()).hasSize(1_000);
    }
}
