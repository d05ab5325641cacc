package dev.hansard.query.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;

import dev.hansard.api.AggregateId;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.cache.AsOf;
import dev.hansard.query.cache.FollowingCache;
import dev.hansard.query.comparison.Difference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What somebody has changed of values in the memory of a node is found. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComparedValuesTest {

    private static final AggregateId ANN = AggregateId.user("t", "ann");
    private static final AggregateId RATE = AggregateId.entry("t", "rates", "eur");

    private final InMemoryLog log = new InMemoryLog();
    private Values values;

    @BeforeEach
    void follow() {
        log.append(ANN, "ann", null, new ProfileSet(Json.trusted("{\"a\":1}")));
        log.append(ANN, "ann", null, new UserStateSet("flow", null, Json.trusted("2")));
        log.append(RATE, null, null, new EntryPut(null, Json.trusted("3")));
        DataSize room = DataSize.ofMegabytes(1);
        values =
                new Values(
                        new ValueLoader(log, PastValues.NO_PLACES),
                        new ValueSettings(room, room),
                        Runnable::run);
        values.apply(log.read(0, 100));
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_key_and_a_profile_of_a_user() {
        UserValues known = values.user(ANN).orElseThrow();
        put(
                values.users(),
                ANN,
                known.after(log.append(ANN, "ann", null, stateSet("9"))).upTo(2, 2));
        assertThat(differences())
                .containsExactly(new Difference("values", "ann", "user/ann", 3, "state flow"));

        put(values.users(), ANN, new UserValues(null, known.state(), 2, 2));
        assertThat(differences()).extracting(Difference::difference).containsExactly("profile");
    }

    @Test
    void an_entry() {
        var other = new TimedValue(Json.trusted("4"), null, 1);
        put(values.entries(), RATE, new EntryValue(other, 3));

        assertThat(differences())
                .containsExactly(new Difference("values", null, "entry/rates/eur", 3, "value"));
    }

    private static UserStateSet stateSet(String value) {
        return new UserStateSet("flow", null, Json.trusted(value));
    }

    private List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        new ComparedUserValues(values, log).compare(List.of(ANN), found::add);
        new ComparedEntries(values, log).compare(List.of(RATE), found::add);
        return found;
    }

    @SuppressWarnings("unchecked")
    private static <V extends AsOf> void put(FollowingCache<V> cache, AggregateId id, V value) {
        ((AsyncCache<String, Optional<V>>) cache.metered())
                .put(id.toString(), CompletableFuture.completedFuture(Optional.of(value)));
    }
}
