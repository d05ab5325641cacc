package dev.hansard.query.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.json.JsonCodec;
import dev.hansard.api.state.KeyView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.comparison.Difference;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.springframework.util.unit.DataSize;

import tools.jackson.databind.ObjectMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Invariant 3 for what is remembered and for tables: in whatever batches, with whatever evictions
 * and however old the places are, what is read is what a cold replay of the whole log gives, byte
 * for byte.
 */
class ValuesPropertyTest {

    private static final ObjectMapper MAPPER = JsonCodec.mapper();

    /** Some keys of the script are over by then, others are not. */
    private static final Instant NOW = InMemoryLog.START.plusSeconds(100);

    @Property(tries = 200)
    void what_is_read_equals_a_cold_replay(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int steps) {
        var random = new Random(seed);
        var script = new ValueScript(random);
        var room = DataSize.ofBytes(random.nextBoolean() ? 900 : 10_000_000);
        var places = new Places(script.log());
        var loader = new ValueLoader(script.log(), places);
        var values = new Values(loader, new ValueSettings(room, room), Runnable::run);
        var pages = new EntryPages(values, script.log());

        List<RecordedEvent> pending = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            RecordedEvent recorded = script.step();
            pending.add(recorded);
            if (random.nextInt(5) == 0) {
                // Read before the model has seen it all: what is loaded now is ahead of the model.
                values.user(ValueScript.USERS.getFirst());
                values.entry(ValueScript.ENTRIES.getFirst());
            }
            if (random.nextInt(10) == 0) {
                checkComparison(script, values);
            }
            if (random.nextInt(4) == 0) {
                places.catchUpTo(random.nextInt((int) recorded.position()) + 1L);
            }
            if (random.nextInt(3) == 0) {
                values.apply(pending);
                pending = new ArrayList<>();
                if (random.nextInt(8) == 0) {
                    check(script, values, places, pages);
                }
            }
        }
        if (!pending.isEmpty()) {
            values.apply(pending);
        }
        check(script, values, places, pages);
    }

    /** What is in memory differs from the log in nothing, however far behind it is. */
    private static void checkComparison(ValueScript script, Values values) {
        List<Difference> found = new ArrayList<>();
        new ComparedUserValues(values, script.log()).compare(ValueScript.USERS, found::add);
        new ComparedEntries(values, script.log()).compare(ValueScript.ENTRIES, found::add);
        assertThat(found).isEmpty();
    }

    private static void check(ValueScript script, Values values, Places places, EntryPages pages) {
        for (AggregateId user : ValueScript.USERS) {
            Optional<UserValues> cold = coldReplay(script.log(), user);
            assertThat(json(values.user(user))).isEqualTo(json(cold));
        }
        for (AggregateId entry : ValueScript.ENTRIES) {
            assertThat(values.entry(entry)).isEqualTo(lastPut(script.log(), entry, Long.MAX_VALUE));
        }
        for (String table : List.of("t0", "t1")) {
            List<KeyView> page = pages.at(places.entries(table), NOW);
            assertThat(page).isEqualTo(asOf(script.log(), table, places.position()));
        }
        assertThat(values.user(AggregateId.user("t", "nobody"))).isEmpty();
        assertThat(values.entry(AggregateId.entry("t", "t0", "never"))).isNull();
    }

    /** The plainest reading of the log: everything, from the start. */
    private static Optional<UserValues> coldReplay(InMemoryLog log, AggregateId user) {
        Optional<UserValues> values = Optional.empty();
        for (RecordedEvent recorded : log.read(0, Integer.MAX_VALUE)) {
            if (recorded.aggregateId().equals(user.toString())) {
                values = UserValues.evolve(values, recorded);
            }
        }
        return values;
    }

    private static TimedValue lastPut(InMemoryLog log, AggregateId entry, long upTo) {
        TimedValue value = null;
        for (RecordedEvent recorded : log.read(0, Integer.MAX_VALUE)) {
            if (recorded.aggregateId().equals(entry.toString()) && recorded.position() <= upTo) {
                value =
                        recorded.payload() instanceof EntryPut put
                                ? new TimedValue(put.value(), put.expiresAt(), recorded.version())
                                : null;
            }
        }
        return value;
    }

    /** What a table showed when the log ended there. */
    private static List<KeyView> asOf(InMemoryLog log, String table, long position) {
        List<KeyView> page = new ArrayList<>();
        for (AggregateId entry : ValueScript.ENTRIES) {
            TimedValue value = lastPut(log, entry, position);
            String[] words = entry.id().split("/");
            if (words[0].equals(table) && value != null && value.isThere(NOW)) {
                page.add(value.view(words[1]));
            }
        }
        return page;
    }

    private static String json(Optional<UserValues> values) {
        return values.map(
                        known ->
                                MAPPER.writeValueAsString(known.state())
                                        + known.profile()
                                        + known.version())
                .orElse("nothing");
    }

    /** The shared table without a database, as far behind as it is told to be. */
    private static final class Places implements ValuePlaces {

        private final InMemoryLog log;
        private final Map<String, ValuePlace> rows = new TreeMap<>();
        private long position;

        Places(InMemoryLog log) {
            this.log = log;
        }

        void catchUpTo(long target) {
            while (position < target) {
                RecordedEvent recorded = log.at(++position).orElseThrow();
                String name = ValuePlace.nameOf(recorded);
                ValuePlace after = name == null ? null : ValuePlace.after(recorded);
                if (after != null) {
                    rows.put(name, after);
                } else if (name != null) {
                    rows.remove(name);
                }
            }
        }

        List<ValuePlace> entries(String table) {
            return in(NameRange.ofTable("t", table));
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public List<Long> positionsOf(AggregateId user) {
            return in(NameRange.ofUser(user)).stream().map(ValuePlace::position).toList();
        }

        private List<ValuePlace> in(NameRange range) {
            return rows.values().stream()
                    .filter(
                            place ->
                                    place.name().compareTo(range.from()) > 0
                                            && place.name().compareTo(range.to()) < 0)
                    .toList();
        }
    }
}
