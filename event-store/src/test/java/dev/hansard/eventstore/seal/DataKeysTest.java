package dev.hansard.eventstore.seal;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.event;
import static dev.hansard.eventstore.testing.TestEvents.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.SealKey;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.UnreadableRecordException;
import dev.hansard.eventstore.testing.SealedLog;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DataKeysTest extends SealedLog {

    private static final String OTHER_KEY = "YW5vdGhlciBlbnZlbG9wZSBrZXksIG9mIDMyIGJ5dGU=";
    private static final KeyOwner ANN = KeyOwner.of("default", "ann");

    @Test
    void what_is_sealed_comes_back_by_every_way_of_reading() {
        write("ann", 0);
        write("ben", 0);
        write(null, 0);
        List<RecordedEvent> copied = new ArrayList<>();
        node.log().readPages(0, 3, 10, copied::addAll);

        assertThat(node.log().read(0, 10))
                .extracting(RecordedEvent::payload)
                .containsExactly("payload of ann 0", "payload of ben 0", "payload of null 0");
        assertThat(copied)
                .extracting(RecordedEvent::payload)
                .containsExactly("payload of ann 0", "payload of ben 0", "payload of null 0");
        assertThat(new EventTable(database.dataSource()).after(0, 10))
                .allSatisfy(
                        row ->
                                assertThat(new String(row.stored(), StandardCharsets.UTF_8))
                                        .doesNotContain("payload"));
    }

    @Test
    void the_keys_of_a_page_are_looked_up_together_and_not_before_one_is_needed() {
        write("ann", 0);
        write("ben", 0);
        List<Collection<KeyOwner>> lookUps = new ArrayList<>();
        try (TestNode reader = TestNode.on(database.dataSource(), noting(lookUps))) {
            List<RecordedEvent> page = reader.log().read(0, 10);
            assertThat(lookUps).isEmpty();

            page.forEach(RecordedEvent::payload);
        }

        assertThat(lookUps).hasSize(1);
        assertThat(lookUps.getFirst()).hasSize(2);
    }

    @Test
    void whoever_is_first_makes_the_key_and_all_have_the_same() {
        List<CompletableFuture<SealKey>> made =
                IntStream.range(0, 8)
                        .mapToObj(
                                n ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        TestSeals.of(database.dataSource())
                                                                .toSeal(ANN)
                                                                .orElseThrow(),
                                                Thread::startVirtualThread))
                        .toList();

        byte[] key = seals.toSeal(ANN).orElseThrow().bytes();
        assertThat(made).allSatisfy(each -> assertThat(each.join().bytes()).isEqualTo(key));
    }

    @Test
    void so_many_keys_are_in_memory_and_no_more() {
        var recent = new RecentKeys(2);
        SealKey key = SealKey.make();
        List.of("ann", "ben", "cy")
                .forEach(user -> recent.putAll(Map.of(KeyOwner.of("default", user), key), 0));

        assertThat(recent.size()).isEqualTo(2);
        assertThat(recent.get(ANN)).isNull();
        assertThat(recent.get(KeyOwner.of("default", "cy"))).isSameAs(key);
    }

    @Test
    void a_rotation_keeps_every_key_and_then_the_old_envelope_key_is_not_needed() {
        write("ann", 0);
        byte[] key = seals.toSeal(ANN).orElseThrow().bytes();
        SealedStore both = store(OTHER_KEY + "," + TestSeals.KEY);
        assertThat(both.seals().toOpen(List.of(ANN)).keys().get(ANN).bytes()).isEqualTo(key);

        both.rotate();

        Seals rotated = store(OTHER_KEY).seals();
        assertThat(rotated.toOpen(List.of(ANN)).keys().get(ANN).bytes()).isEqualTo(key);
        assertThatExceptionOfType(SealingRefusedException.class)
                .isThrownBy(() -> store(TestSeals.KEY));
        try (TestNode later = TestNode.on(database.dataSource(), rotated)) {
            assertThat(later.log().read(0, 10).getFirst().payload()).isEqualTo("payload of ann 0");
        }
    }

    @Test
    void what_has_lost_its_key_is_unreadable_and_no_other_key_is_made() {
        write("ann", 0);
        database.execute("update data_key set created_at = created_at + interval '1 second'");
        Seals fresh = seals.fromTheDatabase();

        try (TestNode reader = TestNode.on(database.dataSource(), fresh)) {
            assertThatExceptionOfType(UnreadableRecordException.class)
                    .isThrownBy(() -> reader.log().read(0, 1).getFirst().payload());
        }
        assertThatIllegalStateException().isThrownBy(() -> fresh.toSeal(ANN));
    }

    private void write(String userId, long sequence) {
        node.appender()
                .append(
                        append(
                                sealed(
                                        event("default", userId + "", sequence, userId, null, null),
                                        seals)));
    }

    private SealedStore store(String keys) {
        return SealedStore.open(
                database.dataSource(), TestSeals.settings(keys), null, Clock.systemUTC());
    }

    private Seals noting(List<Collection<KeyOwner>> lookUps) {
        return new Seals() {
            @Override
            public Optional<SealKey> toSeal(KeyOwner owner) {
                return seals.toSeal(owner);
            }

            @Override
            public Keys toOpen(Collection<KeyOwner> owners) {
                lookUps.add(List.copyOf(owners));
                return seals.toOpen(owners);
            }

            @Override
            public Seals fromTheDatabase() {
                return this;
            }

            @Override
            public long erasures() {
                return seals.erasures();
            }

            @Override
            public void heardOf(long erasures) {
                seals.heardOf(erasures);
            }
        };
    }
}
